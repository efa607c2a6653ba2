#pragma once
/// Which recording a training hears next: first a corpus, as often as its share says, then one of its recordings, the
/// longer the more often.

#include <cstddef>
#include <vector>

#include "base/random.h"

namespace timbre::train {

/// Of a config's corpora.
template <typename Corpora>
std::vector<double> shares_of(const Corpora& corpora) {
  std::vector<double> shares;
  for (const auto& corpus : corpora) shares.push_back(corpus.share);
  return shares;
}

class RecordingDraw {
 public:
  /// One share a corpus; a corpus without recordings is never drawn.
  explicit RecordingDraw(std::vector<double> shares);
  void add(std::size_t corpus, std::size_t recording, std::size_t frame_count);
  /// What was given as `recording`. At least one was added.
  [[nodiscard]] std::size_t draw(Random& random) const;

 private:
  std::vector<double> shares_;
  std::vector<std::vector<std::size_t>> of_corpus_;
  std::vector<std::vector<double>> frames_before_;  // running sums of their lengths
};

}  // namespace timbre::train
