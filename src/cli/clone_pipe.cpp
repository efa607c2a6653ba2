#include "cli/clone_pipe.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "audio/codec/little_endian.h"
#include "studio/clone_sound.h"

namespace timbre::cli {
namespace {

constexpr std::uint32_t kUntilTheEnd = std::numeric_limits<std::uint32_t>::max();

void put_tag(std::string& list, const char* name, std::string text) {
  if (text.empty()) return;
  text.push_back('\0');
  if (text.size() % 2 != 0) text.push_back('\0');
  list += name;
  audio::put_little_endian(list, static_cast<std::uint32_t>(text.size()));
  list += text;
}

/// RIFF with a list of tags before the samples, as nothing can come after them.
std::string wav_head(const audio::AudioFormat& format, const audio::AudioTags& tags) {
  const auto channels = static_cast<std::uint16_t>(format.channel_count);
  const auto rate_hz = static_cast<std::uint32_t>(format.sample_rate_hz);
  std::string head = "RIFF";
  audio::put_little_endian(head, kUntilTheEnd);
  head += "WAVEfmt ";
  audio::put_little_endian(head, std::uint32_t{16});
  audio::put_little_endian(head, std::uint16_t{1});  // PCM
  audio::put_little_endian(head, channels);
  audio::put_little_endian(head, rate_hz);
  audio::put_little_endian(head, rate_hz * channels * 2U);
  audio::put_little_endian(head, static_cast<std::uint16_t>(channels * 2U));
  audio::put_little_endian(head, std::uint16_t{16});
  std::string list = "INFO";
  put_tag(list, "INAM", tags.title);
  put_tag(list, "ICRD", tags.date);
  put_tag(list, "ISFT", tags.software);
  put_tag(list, "ICMT", tags.comment);
  head += "LIST";
  audio::put_little_endian(head, static_cast<std::uint32_t>(list.size()));
  head += list + "data";
  audio::put_little_endian(head, kUntilTheEnd);
  return head;
}

std::string samples_of(const audio::AudioView& sound) {
  const audio::AudioBuffer rounded = studio::in_16_bits(sound);
  std::string bytes;
  bytes.reserve(2 * sound.frame_count() * static_cast<std::size_t>(sound.channel_count()));
  for (std::size_t i = 0; i < sound.frame_count(); ++i) {
    for (int c = 0; c < sound.channel_count(); ++c) {
      const auto step = static_cast<std::int16_t>(std::lround(static_cast<double>(rounded.channel(c)[i]) * 32'768.0));
      audio::put_little_endian(bytes, static_cast<std::uint16_t>(step));
    }
  }
  return bytes;
}

}  // namespace

ClonePipe::ClonePipe(std::ostream& out, PipeForm form, audio::AudioTags tags)
    : out_(out), form_(form), tags_(std::move(tags)) {}

Result<void> ClonePipe::take(const safety::MarkedBlock& block) { return take(block.audio().view()); }

Result<void> ClonePipe::take(const audio::AudioView& sound) {
  if (!is_begun_ && form_ == PipeForm::Wav) out_ << wav_head(sound.format(), tags_);
  is_begun_ = true;
  const std::string bytes = samples_of(sound);
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (out_.flush()) return {};
  return Error{ErrorKind::Unavailable, "standard output cannot be written to any more"};
}

}  // namespace timbre::cli
