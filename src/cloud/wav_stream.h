#pragma once
/// A WAV file as it comes over a line, header first, cut anywhere. A length of 0xFFFFFFFF, of 0 in a file that is not
/// empty, or near 2 GiB or 4 GiB means: to the end (what servers write that do not know it yet).

#include <optional>
#include <string>
#include <string_view>

#include "cloud/sample_stream.h"

namespace timbre::cloud {

class WavStream {
 public:
  explicit WavStream(SampleTaker taker) : taker_(std::move(taker)) {}
  /// Corrupt for a header that contradicts itself or is over 64 KiB; InvalidInput for a rate, a channel count or an
  /// encoding that Timbre does not handle; as SampleStream.
  [[nodiscard]] Result<void> push(std::string_view bytes);
  /// Corrupt where the file is cut off.
  [[nodiscard]] Result<void> finish() const;
  /// None before the header is whole.
  [[nodiscard]] const std::optional<SampleStream>& sound() const { return sound_; }

 private:
  [[nodiscard]] Result<void> try_header();

  SampleTaker taker_;
  std::string head_;
  std::size_t next_try_bytes_ = 44;  ///< no header of sound is shorter
  std::optional<SampleStream> sound_;
};

}  // namespace timbre::cloud
