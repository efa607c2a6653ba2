#pragma once
/// How far the aligner's boundaries lie from the true ones, and whether an alignment of a real clip can be right.

#include <string>
#include <vector>

#include "alignment/alignment_truth.h"
#include "asr/align.h"

namespace timbre::alignment {

/// Found minus true, in seconds, one for each word; words not read or without known times are left out.
struct BoundaryErrors {
  std::vector<double> starts_s, ends_s;
  int missing = 0;  ///< words with known times that were not found
  void append(const BoundaryErrors& other);
};

[[nodiscard]] BoundaryErrors boundary_errors(const std::vector<TrueSpeech>& speech);

/// Magnitude below which `share` of the values lie. The middle of the values themselves is the bias.
[[nodiscard]] double magnitude_quantile(std::vector<double> values, double share);
[[nodiscard]] double median(std::vector<double> values);
/// Starts and ends together.
[[nodiscard]] std::vector<double> both(const BoundaryErrors& errors);

/// A voice to be judged by. The voices that constants were set on are marked.
struct Voice {
  std::string engine, name;
  int words_per_minute = 0;  ///< of espeak-ng
  bool is_tuned_on = false;
};
[[nodiscard]] const std::vector<Voice>& voices();
[[nodiscard]] std::vector<TrueSpeech> speech_of(const Voice& voice);

/// The sentences of a voice one after the other, again and again until `length_s` is reached.
[[nodiscard]] TrueSpeech long_take(const Voice& voice, double length_s);

/// What can be told of an alignment of a clip whose boundaries nobody knows.
struct Plausibility {
  std::size_t words = 0, aligned = 0, with_phones = 0, phones = 0, shortest_phones = 0;
  bool is_monotone = true;
  double longest_phone_s = 0.0;
  std::string longest_phone;
  double words_per_minute = 0.0;  ///< between the first word's start and the last one's end
  double confidence = 0.0;
};

[[nodiscard]] Plausibility plausibility(const asr::Alignment& alignment, std::size_t words);

/// A text of as many words that has nothing to do with the clip.
[[nodiscard]] std::string wrong_text(std::size_t words);

}  // namespace timbre::alignment
