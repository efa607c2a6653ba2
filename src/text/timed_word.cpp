#include "text/timed_word.h"

namespace timbre::text {

std::optional<double> Transcript::confidence() const {
  double sum = 0.0;
  double weight = 0.0;
  for (const TimedWord& word : words) {
    const double length_s = word.range.end_s - word.range.start_s;
    sum += word.confidence * length_s;
    weight += length_s;
  }
  if (weight <= 0.0) return std::nullopt;
  return sum / weight;
}

std::string Transcript::text() const {
  std::string joined;
  for (const TimedWord& word : words) joined += (joined.empty() ? "" : " ") + word.text;
  return joined;
}

}  // namespace timbre::text
