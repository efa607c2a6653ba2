#include "cloud/wav_stream.h"

#include <algorithm>
#include <cstring>

namespace timbre::cloud {
namespace {

constexpr std::size_t kLongestHeaderBytes = std::size_t{64} << 10;
constexpr std::size_t kOftenTriedBytes = std::size_t{4} << 10;     // a real header; beyond it, tries get rarer
constexpr std::uint64_t kBoundlessBytes = std::uint64_t{1} << 62;  // more than any header can promise
constexpr std::uint64_t kUnknownFrom = 0x7FFF'0000;                // placeholders near 2 GiB and 4 GiB

/// What has come of a file whose end is unknown.
class GrowingSource : public audio::ByteSource {
 public:
  explicit GrowingSource(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return kBoundlessBytes; }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    const std::string_view part = bytes_.substr(static_cast<std::size_t>(offset), out.size());
    std::memcpy(out.data(), part.data(), part.size());
    return part.size();
  }

 private:
  std::string_view bytes_;
};

SampleForm form_of(const audio::WavHeader& header) {
  SampleForm form{.encoding = header.encoding, .format = header.format};
  if (header.promised_data_bytes < kUnknownFrom) form.promised_bytes = header.promised_data_bytes;
  return form;
}

}  // namespace

Result<void> WavStream::push(std::string_view bytes) {
  if (sound_) return sound_->push(bytes);
  head_.append(bytes);
  if (head_.size() < next_try_bytes_) return {};
  return try_header();
}

Result<void> WavStream::try_header() {
  GrowingSource source(head_);
  const auto header = audio::parse_wav_header(source);
  if (!header.ok()) {
    // a header that lacks its end cannot be told from a broken one
    const bool may_go_on = header.error().kind == ErrorKind::Corrupt && head_.size() < kLongestHeaderBytes;
    if (!may_go_on) return header.error();
    next_try_bytes_ = head_.size() < kOftenTriedBytes ? head_.size() + 1 : 2 * head_.size();
    return {};
  }
  if (header->encoding == audio::WavSampleType::Other) {
    return Error{ErrorKind::InvalidInput, "the WAV does not hold plain samples"};
  }
  if (header->data_offset > head_.size()) return Error{ErrorKind::Corrupt, "the WAV header is cut off"};
  sound_.emplace(form_of(*header), taker_);
  const std::string start = head_.substr(static_cast<std::size_t>(header->data_offset));
  head_.clear();
  return sound_->push(start);
}

Result<void> WavStream::finish() const {
  if (sound_) return sound_->finish();
  GrowingSource source(head_);
  const auto header = audio::parse_wav_header(source);
  if (!header.ok()) return header.error();
  return Error{ErrorKind::Corrupt, "the WAV header is cut off"};
}

}  // namespace timbre::cloud
