#pragma once
/// Sample-rate conversion (libsoxr). For analysis at a common rate and for export; never before a judgement of the
/// recording itself, which is made at the stored rate.
///
/// The output is aligned with the input (no delay) and has round(frames · out / in) frames. Any split of the input
/// into blocks gives the same samples.

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace timbre::dsp {

enum class ResampleQuality {
  Analysis,  ///< 16-bit class, 91 % pass-band: what a feature needs
  VeryHigh,  ///< soxr VHQ: what an export needs
};

/// One channel, block by block. Rates in Hz, positive. Equal rates pass the samples through.
class StreamResampler {
 public:
  using Sink = std::function<void(std::span<const float>)>;

  StreamResampler(int from_hz, int to_hz, ResampleQuality quality);
  StreamResampler(StreamResampler&&) noexcept;
  StreamResampler& operator=(StreamResampler&&) noexcept;
  ~StreamResampler();

  void push(std::span<const float> block, const Sink& sink);
  /// Drains what is still inside; call once, at the end.
  void finish(const Sink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A whole signal at once.
[[nodiscard]] std::vector<float> resample(std::span<const float> samples, int from_hz, int to_hz,
                                          ResampleQuality quality = ResampleQuality::VeryHigh);

}  // namespace timbre::dsp
