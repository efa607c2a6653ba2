#pragma once
/// Other people to hold a comparison against. How alike two clips must be to be one person depends on how alike the
/// voice is to everybody: a likeness that counts in steps of that is the same for all (adaptive symmetric score
/// normalisation, "AS-norm": Matějka et al., "Analysis of score normalization in multilingual speaker recognition",
/// Interspeech 2017).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::speaker {

/// A unit vector.
using Embedding = std::vector<float>;

/// −1 … 1 for two embeddings of one encoder.
[[nodiscard]] double cosine(const Embedding& a, const Embedding& b);

/// The cosines of one embedding with the kCohortNearest people who are most like it. By default a likeness is a cosine.
struct CohortPlace {
  double mean = 0;
  double spread = 1;  ///< standard deviation
};

inline constexpr std::size_t kCohortNearest = 50;

class Cohort {
 public:
  Cohort() = default;
  /// Unit vectors of one size, one a person.
  explicit Cohort(std::vector<Embedding> people) : people_(std::move(people)) {}
  /// As bytes() gives it; Corrupt for anything else.
  [[nodiscard]] static Result<Cohort> parse(std::string_view bytes, std::size_t embedding_size);
  /// Number of people and of values, 32 bits each, then per person a scale (float) and values of 8 bits; little-endian.
  [[nodiscard]] std::string bytes() const;

  [[nodiscard]] std::size_t size() const { return people_.size(); }
  [[nodiscard]] const std::vector<Embedding>& people() const { return people_; }
  /// The default place where there are fewer than two people.
  [[nodiscard]] CohortPlace place_of(const Embedding& one) const;
  /// How alike two are: ((c − mean_a)/spread_a + (c − mean_b)/spread_b)/2 of their cosine c; without a cohort, c.
  [[nodiscard]] double likeness(const Embedding& a, const Embedding& b) const;

 private:
  std::vector<Embedding> people_;
};

[[nodiscard]] double normalised(double cosine, const CohortPlace& a, const CohortPlace& b);

}  // namespace timbre::speaker
