#include "studio/master_file.h"

#include "audio/codec/flac_writer.h"
#include "audio/codec/wav_file_writer.h"

namespace timbre::studio {
namespace {

constexpr int kMostIntegerBits = 24;
constexpr int kFloatBits = 32;

/// The bits that hold every sample; a file may say fewer are valid than it stores, so the codec's own count goes first.
int whole_bits(const audio::StoredFormat& stored) {
  if (stored.is_float || stored.is_lossy || !stored.bit_depth) return kFloatBits;
  if (stored.codec == "pcm_u8" || stored.codec == "pcm_s8") return 8;
  if (stored.codec.starts_with("pcm_s16")) return 16;
  if (stored.codec.starts_with("pcm_s24")) return 24;
  if (stored.codec.starts_with("pcm_s32")) return kFloatBits;
  if (*stored.bit_depth > kMostIntegerBits) return kFloatBits;
  if (*stored.bit_depth > 16) return 24;
  return *stored.bit_depth > 8 ? 16 : 8;
}

}  // namespace

Result<MasterForm> master_form(const audio::StoredFormat& stored, std::optional<MasterKind> wanted) {
  const int bits = whole_bits(stored);
  if (bits == kFloatBits && wanted == MasterKind::Flac) {
    return Error{ErrorKind::InvalidInput,
                 "the take holds " + stored.codec +
                     " samples, which FLAC cannot keep as they are. Use --master wav, or leave --master out"};
  }
  return MasterForm{wanted.value_or(bits == kFloatBits ? MasterKind::Wav : MasterKind::Flac), bits};
}

Result<std::unique_ptr<audio::AudioWriter>> open_master(OutputFile& file, const audio::AudioFormat& format,
                                                        const MasterForm& form, const audio::AudioTags& tags) {
  if (form.kind == MasterKind::Flac) return audio::open_flac_writer(file, format, form.bits, tags);
  switch (form.bits) {
    case 8:
      return audio::open_wav_writer(file, format, audio::WavFileEncoding::Pcm8, tags);
    case 16:
      return audio::open_wav_writer(file, format, audio::WavFileEncoding::Pcm16, tags);
    case 24:
      return audio::open_wav_writer(file, format, audio::WavFileEncoding::Pcm24, tags);
    default:
      return audio::open_wav_writer(file, format, audio::WavFileEncoding::Float32, tags);
  }
}

void SampleSum::push(const audio::AudioView& block) {
  const auto channels = static_cast<std::size_t>(block.channel_count());
  interleaved_.resize(block.frame_count() * channels);
  for (int c = 0; c < block.channel_count(); ++c) {
    std::size_t at = static_cast<std::size_t>(c);
    for (const float sample : block.channel(c)) {
      interleaved_[at] = sample;
      at += channels;
    }
  }
  sum_.push({reinterpret_cast<const char*>(interleaved_.data()), interleaved_.size() * sizeof(float)});
}

}  // namespace timbre::studio
