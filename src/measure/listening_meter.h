#pragma once
/// Keeps the beginning of a take for the networks, and lets them hear it at the end (hear_take.h).

#include <optional>
#include <span>
#include <vector>

#include "base/units.h"
#include "measure/networks.h"
#include "measure/pitch.h"
#include "measure/second_opinions.h"

namespace timbre::measure {

class ListeningMeter {
 public:
  /// The rate of what is pushed: 16 000, or less.
  explicit ListeningMeter(int rate_hz) : rate_hz_(rate_hz) {}
  void push(std::span<const float> samples);
  /// Samples kept so far, at most two minutes.
  [[nodiscard]] std::size_t kept_count() const { return kept_.size(); }
  /// Where Silero's network hears speech, for the take's voice activity; none without that network, where it fails, and
  /// of a take that is longer than what is kept.
  [[nodiscard]] std::optional<std::vector<TimeRange>> find_voice(const Networks& networks);
  /// Call once, at the end.
  [[nodiscard]] SecondOpinions finish(const Networks& networks, bool has_speech, const PitchContour& pitch,
                                      std::size_t thread_count);

 private:
  void bring_to_16k();

  int rate_hz_;
  bool is_cut_ = false;
  bool has_found_voice_ = false;
  std::vector<float> kept_;
};

}  // namespace timbre::measure
