#include "audio/codec/ffmpeg_input.h"

#include <array>
#include <cstdio>

namespace timbre::audio {
namespace {

constexpr int kIoBufferBytes = 1 << 16;

/// Containers that hold recordings. Playlists and other formats that refer to further files are not among them.
constexpr const char* kAllowedFormats =
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,eac3,flac,matroska,webm,mov,mp4,m4a,mp3,mpeg,mpegts,ogg,tta,w64,wav,wv";

Error not_audio(int status) {
  if (status == AVERROR(ENOMEM)) {
    return {ErrorKind::InvalidInput,
            "opening it needs more memory than the decoder may use; the file is damaged or made to do harm. Export it "
            "again as WAV or FLAC"};
  }
  return {ErrorKind::Unsupported,
          "this is not audio that Timbre can read (" + ffmpeg_message(status) +
              "). Timbre reads WAV, FLAC, MP3, M4A, Ogg, Opus, WebM, AIFF and the sound of video "
              "files; export it again as WAV or FLAC"};
}

void set_option(AVDictionary*& options, const char* name, const char* value) { av_dict_set(&options, name, value, 0); }

}  // namespace

const char* allowed_decoders() {
  return "aac,aac_latm,ac3,ac3_fixed,eac3,alac,amrnb,amrwb,ape,flac,mp1,mp1float,mp2,mp2float,mp3,mp3float,opus,vorbis,"
         "tta,"
         "wavpack,wmav1,wmav2,wmapro,gsm,gsm_ms,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_yamaha,adpcm_g722,adpcm_g726,"
         "adpcm_swf,pcm_alaw,pcm_mulaw,pcm_f32be,pcm_f32le,pcm_f64be,pcm_f64le,pcm_s16be,pcm_s16le,pcm_s24be,pcm_s24le,"
         "pcm_s32be,pcm_s32le,pcm_s64be,pcm_s64le,pcm_s8,pcm_u8,pcm_u16be,pcm_u16le,pcm_u24be,pcm_u24le,pcm_u32be,"
         "pcm_u32le,pcm_bluray,pcm_dvd";
}

std::string ffmpeg_message(int error_number) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error_number, text.data(), text.size());
  return text.data();
}

int FfmpegInput::read(void* self, std::uint8_t* out, int count) {
  auto& input = *static_cast<FfmpegInput*>(self);
  const std::span bytes(reinterpret_cast<std::byte*>(out), static_cast<std::size_t>(count));
  const auto got = input.source_.read_at(input.position_, bytes);
  if (!got.ok()) {
    input.read_error_ = got.error();
    return AVERROR(EIO);
  }
  if (*got == 0) return AVERROR_EOF;
  input.position_ += *got;
  return static_cast<int>(*got);
}

std::int64_t FfmpegInput::seek(void* self, std::int64_t offset, int whence) {
  auto& input = *static_cast<FfmpegInput*>(self);
  const auto size = static_cast<std::int64_t>(input.source_.size_bytes());
  if ((whence & AVSEEK_SIZE) != 0) return size;
  std::int64_t base = 0;
  if ((whence & ~AVSEEK_FORCE) == SEEK_CUR) base = static_cast<std::int64_t>(input.position_);
  if ((whence & ~AVSEEK_FORCE) == SEEK_END) base = size;
  if (offset > INT64_MAX - base || base + offset < 0) return AVERROR(EINVAL);
  input.position_ = static_cast<std::uint64_t>(base + offset);
  return base + offset;
}

FfmpegInput::~FfmpegInput() {
  avformat_close_input(&format_);
  if (io_ != nullptr) av_freep(&io_->buffer);
  avio_context_free(&io_);
}

Result<std::unique_ptr<FfmpegInput>> FfmpegInput::open(ByteSource& source) {
  std::unique_ptr<FfmpegInput> input(new FfmpegInput(source, avformat_alloc_context()));
  auto* const buffer = static_cast<std::uint8_t*>(av_malloc(kIoBufferBytes));
  if (input->format_ == nullptr || buffer == nullptr) return not_audio(AVERROR(ENOMEM));
  input->io_ =
      avio_alloc_context(buffer, kIoBufferBytes, 0, input.get(), &FfmpegInput::read, nullptr, &FfmpegInput::seek);
  if (input->io_ == nullptr) {
    av_free(buffer);
    return not_audio(AVERROR(ENOMEM));
  }
  input->format_->pb = input->io_;
  TRY_VOID(input->probe());
  return input;
}

Result<void> FfmpegInput::probe() {
  format_->flags |= AVFMT_FLAG_CUSTOM_IO;
  AVDictionary* options = nullptr;
  set_option(options, "format_whitelist", kAllowedFormats);
  set_option(options, "codec_whitelist", allowed_decoders());
  set_option(options, "protocol_whitelist", "none");
  int status = avformat_open_input(&format_, nullptr, nullptr, &options);  // frees and clears format_ where it fails
  av_dict_free(&options);
  if (status >= 0) status = avformat_find_stream_info(format_, nullptr);
  if (read_error_) return *read_error_;
  if (status < 0) return not_audio(status);
  return {};
}

int FfmpegInput::audio_stream_count() const {
  int count = 0;
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    count += format_->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO ? 1 : 0;
  }
  return count;
}

Result<AVStream*> FfmpegInput::select_audio() {
  AVStream* selected = nullptr;
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    AVStream* const stream = format_->streams[i];
    stream->discard = AVDISCARD_ALL;
    if (selected == nullptr && stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) selected = stream;
  }
  if (selected == nullptr) {
    return Error{ErrorKind::Unsupported,
                 "the file holds no sound, only pictures or other data. Choose a file with an audio track"};
  }
  selected->discard = AVDISCARD_DEFAULT;
  return selected;
}

}  // namespace timbre::audio
