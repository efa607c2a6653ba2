#pragma once
/// Takes away the silence that an engine puts around a piece, and fades both ends so that nothing clicks.
///
/// Sound is looked at in frames of 10 ms. A frame above −55 dBFS (RMS) is sound; 60 ms before the first and 80 ms after
/// the last are kept, the rest goes. The first and last 5 ms of what is kept are faded with half a cosine. It looks
/// back only, so the start of a piece goes out while its end is still being made; any blocks give the same samples.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace timbre::clone {

class PieceTrimmer {
 public:
  using Sink = std::function<void(std::span<const float>)>;

  explicit PieceTrimmer(int sample_rate_hz);
  void push(std::span<const float> samples, const Sink& sink);
  /// The piece is over: the rest goes out. False where no frame was sound; then nothing went out.
  [[nodiscard]] bool finish(const Sink& sink);

 private:
  void take_frame(std::span<const float> frame, const Sink& sink);
  void hand_out(const Sink& sink);

  std::size_t frame_;  // samples
  std::size_t lead_;   // kept before the first sound
  std::size_t tail_;   // kept after the last
  std::size_t fade_;
  std::vector<float> unframed_;  // less than a frame
  std::vector<float> held_;      // before the first sound: the lead; then from the last sound frame on
  std::size_t faded_in_ = 0;     // samples of the fade at the start that went out
  std::size_t last_sound_ = 0;   // end of the last sound frame, in held_
  bool has_begun_ = false;
};

}  // namespace timbre::clone
