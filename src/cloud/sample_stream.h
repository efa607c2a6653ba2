#pragma once
/// Sound as it comes over a line: bytes cut anywhere, floats of one channel out. Several channels become their mean.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audio/codec/wav_header.h"
#include "base/result.h"

namespace timbre::cloud {

/// Takes what was decoded, full scale ±1; never empty. An error stops the decoding and is passed on.
using SampleTaker = std::function<Result<void>(int sample_rate_hz, std::span<const float> mono)>;

/// How the bytes are to be read.
struct SampleForm {
  audio::WavSampleType encoding = audio::WavSampleType::Signed16;
  audio::AudioFormat format = {24'000, 1};
  std::optional<std::uint64_t> promised_bytes = {};  ///< what comes after them is no sound; none: to the end
};

class SampleStream {
 public:
  /// `form` has passed check_format() and is not WavSampleType::Other.
  SampleStream(SampleForm form, SampleTaker taker);
  /// Corrupt for samples that are no numbers; what the taker says.
  [[nodiscard]] Result<void> push(std::string_view bytes);
  /// Corrupt where a frame is cut or promised bytes are missing.
  [[nodiscard]] Result<void> finish() const;
  [[nodiscard]] std::uint64_t frame_count() const { return frame_count_; }
  [[nodiscard]] double duration_s() const;
  /// The largest magnitude so far.
  [[nodiscard]] float peak() const { return peak_; }

 private:
  [[nodiscard]] Result<void> hand_over(std::string_view whole_frames);

  SampleForm form_;
  SampleTaker taker_;
  std::size_t frame_bytes_;
  std::uint64_t taken_bytes_ = 0;
  std::uint64_t frame_count_ = 0;
  float peak_ = 0;
  std::string rest_;  ///< the beginning of a frame
  std::vector<float> samples_;
};

}  // namespace timbre::cloud
