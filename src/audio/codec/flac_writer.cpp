#include "audio/codec/flac_writer.h"

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace timbre::audio {
namespace {

constexpr unsigned kCompressionLevel = 5;
constexpr std::size_t kFramesAtOnce = 4096;

struct EncoderDelete {
  void operator()(FLAC__StreamEncoder* encoder) const { FLAC__stream_encoder_delete(encoder); }
};
struct MetadataDelete {
  void operator()(FLAC__StreamMetadata* metadata) const { FLAC__metadata_object_delete(metadata); }
};
using Encoder = std::unique_ptr<FLAC__StreamEncoder, EncoderDelete>;
using Metadata = std::unique_ptr<FLAC__StreamMetadata, MetadataDelete>;

Error out_of_memory() { return {ErrorKind::Unavailable, "not enough memory for a FLAC encoder"}; }

/// A Vorbis comment per tag that is there.
Metadata comments_of(const AudioTags& tags) {
  Metadata block(FLAC__metadata_object_new(FLAC__METADATA_TYPE_VORBIS_COMMENT));
  const std::pair<const char*, const std::string&> named[] = {{"TITLE", tags.title},
                                                              {"DATE", tags.date},
                                                              {"ENCODER", tags.software},
                                                              {"SOURCE", tags.source},
                                                              {"COMMENT", tags.comment}};
  for (const auto& [name, value] : named) {
    if (!block || value.empty()) continue;
    FLAC__StreamMetadata_VorbisComment_Entry entry;
    const std::string text = printable(value);
    if (!FLAC__metadata_object_vorbiscomment_entry_from_name_value_pair(&entry, name, text.c_str())) continue;
    if (!FLAC__metadata_object_vorbiscomment_append_comment(block.get(), entry, false)) std::free(entry.entry);
  }
  return block;
}

class FlacWriter : public AudioWriter {
 public:
  FlacWriter(OutputFile& file, const AudioFormat& format, int bits) : file_(file), format_(format), bits_(bits) {}

  Result<void> start(const AudioTags& tags) {
    encoder_.reset(FLAC__stream_encoder_new());
    comments_ = comments_of(tags);
    if (!encoder_ || !comments_) return out_of_memory();
    FLAC__StreamMetadata* blocks[] = {comments_.get()};
    FLAC__StreamEncoder* const e = encoder_.get();
    // The streamable subset knows no rate above 65535 Hz that is not a multiple of 10.
    FLAC__stream_encoder_set_streamable_subset(e, false);
    FLAC__stream_encoder_set_channels(e, static_cast<unsigned>(format_.channel_count));
    FLAC__stream_encoder_set_bits_per_sample(e, static_cast<unsigned>(bits_));
    FLAC__stream_encoder_set_sample_rate(e, static_cast<unsigned>(format_.sample_rate_hz));
    FLAC__stream_encoder_set_compression_level(e, kCompressionLevel);
    FLAC__stream_encoder_set_metadata(e, blocks, 1);
    const auto status = FLAC__stream_encoder_init_stream(e, on_write, on_seek, on_tell, nullptr, this);
    if (status != FLAC__STREAM_ENCODER_INIT_STATUS_OK) return failure();
    return {};
  }

  Result<void> write(const AudioView& block) override {
    if (!(block.format() == format_))
      return Error{ErrorKind::Internal, "a block of another format came to a FLAC file"};
    for (std::size_t at = 0; at < block.frame_count(); at += kFramesAtOnce) {
      TRY_VOID(write_part(block.slice(at, kFramesAtOnce)));
    }
    return {};
  }

  Result<void> finish() override {
    if (!FLAC__stream_encoder_finish(encoder_.get()) || error_) return failure();
    return {};
  }

 private:
  Result<void> write_part(const AudioView& part) {
    const double scale = std::ldexp(1.0, bits_ - 1);
    const auto channels = static_cast<std::size_t>(format_.channel_count);
    interleaved_.resize(part.frame_count() * channels);
    for (int c = 0; c < format_.channel_count; ++c) {
      std::size_t at = static_cast<std::size_t>(c);
      for (const float sample : part.channel(c)) {
        const double scaled = static_cast<double>(sample) * scale;
        if (!(scaled >= -scale && scaled <= scale - 1.0) || scaled != std::nearbyint(scaled)) return not_whole(sample);
        interleaved_[at] = static_cast<FLAC__int32>(scaled);
        at += channels;
      }
    }
    const auto count = static_cast<unsigned>(part.frame_count());
    if (!FLAC__stream_encoder_process_interleaved(encoder_.get(), interleaved_.data(), count)) return failure();
    return {};
  }
  [[nodiscard]] Error not_whole(float sample) const {
    return {ErrorKind::InvalidInput, "the sample " + std::to_string(sample) + " is no whole number of " +
                                         std::to_string(bits_) +
                                         " bits, so FLAC cannot keep it as it is. Write a WAV instead (--master wav)"};
  }
  [[nodiscard]] Error failure() const {
    if (error_) return *error_;
    return {ErrorKind::Internal,
            std::string("libFLAC: ") + FLAC__stream_encoder_get_resolved_state_string(encoder_.get())};
  }
  Result<void> put(std::string_view bytes) {
    if (position_ == end_) {
      TRY_VOID(file_.write(bytes));
      end_ += bytes.size();
    } else {
      TRY_VOID(file_.write_at(position_, bytes));
    }
    position_ += bytes.size();
    return {};
  }

  static FLAC__StreamEncoderWriteStatus on_write(const FLAC__StreamEncoder*, const FLAC__byte bytes[],
                                                 std::size_t count, unsigned, unsigned, void* self) {
    auto& writer = *static_cast<FlacWriter*>(self);
    const auto put = writer.put({reinterpret_cast<const char*>(bytes), count});
    if (put.ok()) return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
    if (!writer.error_) writer.error_ = put.error();
    return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
  }
  static FLAC__StreamEncoderSeekStatus on_seek(const FLAC__StreamEncoder*, FLAC__uint64 offset, void* self) {
    static_cast<FlacWriter*>(self)->position_ = offset;
    return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
  }
  static FLAC__StreamEncoderTellStatus on_tell(const FLAC__StreamEncoder*, FLAC__uint64* offset, void* self) {
    *offset = static_cast<FlacWriter*>(self)->position_;
    return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
  }

  OutputFile& file_;
  AudioFormat format_;
  int bits_;
  Metadata comments_;
  std::vector<FLAC__int32> interleaved_;
  std::uint64_t position_ = 0;
  std::uint64_t end_ = 0;
  std::optional<Error> error_;
  Encoder encoder_;  // last: its end still calls on_write
};

}  // namespace

Result<std::unique_ptr<AudioWriter>> open_flac_writer(OutputFile& file, const AudioFormat& format, int bits,
                                                      const AudioTags& tags) {
  TRY_VOID(check_format(format));
  if (bits != 8 && bits != 16 && bits != 24) {
    return Error{ErrorKind::InvalidInput, "FLAC is written with 8, 16 or 24 bits, not " + std::to_string(bits)};
  }
  auto writer = std::make_unique<FlacWriter>(file, format, bits);
  TRY_VOID(writer->start(tags));
  return std::unique_ptr<AudioWriter>(std::move(writer));
}

}  // namespace timbre::audio
