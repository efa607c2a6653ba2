#include "audio/codec/ffmpeg_decode.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "audio/codec/ffmpeg_input.h"
#include "audio/codec/ffmpeg_samples.h"

namespace timbre::audio {
namespace {

/// What a container's times may differ from its samples without anything missing: encoder delay, coarse time bases.
constexpr double kDurationSlackS = 0.25;

struct Deleter {
  void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};

AudioFormat format_of(const AVFrame& frame) { return {frame.sample_rate, frame.ch_layout.nb_channels}; }

std::string layout_name(const AVChannelLayout& layout) {
  std::array<char, 64> text{};
  if (layout.order == AV_CHANNEL_ORDER_UNSPEC) return {};
  return av_channel_layout_describe(&layout, text.data(), text.size()) > 0 ? text.data() : "";
}

StoredFormat stored_format(const AVFormatContext& container, const AVCodecParameters& parameters) {
  StoredFormat stored;
  stored.container = container.iformat->name;
  stored.codec = avcodec_get_name(parameters.codec_id);
  stored.sample_rate_hz = parameters.sample_rate;
  stored.channel_count = parameters.ch_layout.nb_channels;
  stored.channel_layout = layout_name(parameters.ch_layout);
  const AVCodecDescriptor* const descriptor = avcodec_descriptor_get(parameters.codec_id);
  stored.is_lossy = descriptor != nullptr && (descriptor->props & AV_CODEC_PROP_LOSSLESS) == 0;
  if (stored.is_lossy) return stored;
  const auto sample = av_get_packed_sample_fmt(static_cast<AVSampleFormat>(parameters.format));
  stored.is_float = sample == AV_SAMPLE_FMT_FLT || sample == AV_SAMPLE_FMT_DBL;
  const int bits =
      parameters.bits_per_raw_sample > 0 ? parameters.bits_per_raw_sample : parameters.bits_per_coded_sample;
  if (bits > 0) stored.bit_depth = bits;
  return stored;
}

/// The container's own word, where it is one and not an estimate from the bit rate.
double promised_duration_s(const AVFormatContext& container, const AVStream& stream) {
  if (container.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE) return 0.0;
  if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0) {
    return static_cast<double>(stream.duration) * av_q2d(stream.time_base);
  }
  return container.duration > 0 && container.nb_streams == 1 ? static_cast<double>(container.duration) / AV_TIME_BASE
                                                             : 0.0;
}

/// One stream's decoder and what came out of it.
class StreamDecoder {
 public:
  StreamDecoder(FfmpegInput& input, AVStream& stream, DecodeSink& sink) : input_(input), stream_(stream), sink_(sink) {}

  Result<void> open();
  Result<DecodeSummary> run();

 private:
  Result<void> decode_packet(const AVPacket* packet);
  Result<void> receive_frames();
  Result<void> take_frame(const AVFrame& frame);
  Result<DecodeSummary> finish();

  FfmpegInput& input_;
  AVStream& stream_;
  DecodeSink& sink_;
  std::unique_ptr<AVCodecContext, Deleter> codec_;
  std::unique_ptr<AVFrame, Deleter> frame_;
  AudioFormat format_;
  std::uint64_t frame_count_ = 0;
  std::uint64_t damaged_packets_ = 0;
};

Result<void> StreamDecoder::open() {
  const AVCodecParameters& parameters = *stream_.codecpar;
  const std::string name = avcodec_get_name(parameters.codec_id);
  const AVCodec* const decoder = avcodec_find_decoder(parameters.codec_id);
  codec_.reset(decoder != nullptr ? avcodec_alloc_context3(decoder) : nullptr);
  frame_.reset(av_frame_alloc());
  int status = codec_ != nullptr && frame_ != nullptr ? avcodec_parameters_to_context(codec_.get(), &parameters) : -1;
  if (status >= 0) {
    codec_->thread_count = 1;
    codec_->pkt_timebase = stream_.time_base;  // without it, encoder delay is not taken off
    AVDictionary* options = nullptr;
    av_dict_set(&options, "codec_whitelist", allowed_decoders(), 0);
    status = avcodec_open2(codec_.get(), decoder, &options);
    av_dict_free(&options);
  }
  if (status >= 0) return {};
  return Error{ErrorKind::Unsupported,
               "the sound is stored as '" + name + "', which Timbre does not decode. Export it again as WAV or FLAC"};
}

Result<void> StreamDecoder::take_frame(const AVFrame& frame) {
  if (frame.nb_samples <= 0) return {};
  if (frame_count_ == 0) {
    format_ = format_of(frame);
    TRY_VOID(check_format(format_));
    TRY_VOID(sink_.info(format_, stored_format(input_.context(), *stream_.codecpar)));
  }
  if (format_of(frame) != format_) {
    return Error{ErrorKind::Unsupported, "the sound changes from " + std::to_string(format_.sample_rate_hz) +
                                             " Hz with " + std::to_string(format_.channel_count) + " channels to " +
                                             std::to_string(frame.sample_rate) + " Hz with " +
                                             std::to_string(frame.ch_layout.nb_channels) +
                                             " in the middle. Export it again as WAV or FLAC"};
  }
  frame_count_ += static_cast<std::uint64_t>(frame.nb_samples);
  if (frame_count_ > max_frame_count(format_.sample_rate_hz))
    return too_long_error(frame_count_, format_.sample_rate_hz);
  TRY(const std::vector<float> samples, interleaved_floats(frame));
  return sink_.samples(samples);
}

Result<void> StreamDecoder::receive_frames() {
  for (;;) {
    const int status = avcodec_receive_frame(codec_.get(), frame_.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return {};
    if (status == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (status < 0) {
      ++damaged_packets_;
      return {};
    }
    const Result<void> taken = take_frame(*frame_);
    av_frame_unref(frame_.get());
    if (!taken.ok()) return taken;
  }
}

Result<void> StreamDecoder::decode_packet(const AVPacket* packet) {
  const int status = avcodec_send_packet(codec_.get(), packet);
  if (status == AVERROR(ENOMEM)) throw std::bad_alloc();
  if (status < 0 && status != AVERROR_EOF) ++damaged_packets_;
  return receive_frames();
}

Result<DecodeSummary> StreamDecoder::run() {
  const std::unique_ptr<AVPacket, Deleter> packet(av_packet_alloc());
  if (packet == nullptr) throw std::bad_alloc();
  for (;;) {
    const int status = av_read_frame(&input_.context(), packet.get());
    if (status == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (status < 0) break;
    const Result<void> decoded = packet->stream_index == stream_.index ? decode_packet(packet.get()) : Result<void>();
    av_packet_unref(packet.get());
    if (!decoded.ok()) return decoded.error();
  }
  TRY_VOID(decode_packet(nullptr));
  return finish();
}

Result<DecodeSummary> StreamDecoder::finish() {
  if (frame_count_ == 0) {
    return Error{ErrorKind::Corrupt,
                 "no sound could be decoded: the file is cut off, damaged or holds 0 frames. "
                 "Record it or export it again as WAV or FLAC"};
  }
  if (damaged_packets_ > 0) {
    TRY_VOID(sink_.note(std::to_string(damaged_packets_) +
                        " damaged piece(s) of the file could not be decoded and were left out"));
  }
  if (input_.audio_stream_count() > 1) {
    TRY_VOID(sink_.note("the file has " + std::to_string(input_.audio_stream_count()) +
                        " audio streams; the first was used"));
  }
  DecodeSummary summary;
  summary.frame_count = frame_count_;
  const double promised_s = promised_duration_s(input_.context(), stream_);
  const double got_s = static_cast<double>(frame_count_) / format_.sample_rate_hz;
  summary.is_truncated = got_s < promised_s - kDurationSlackS;
  if (summary.is_truncated) {
    char text[160];
    std::snprintf(text, sizeof text, "the file is cut off: it promises %.2f s and holds %.2f s; what is there was used",
                  promised_s, got_s);
    TRY_VOID(sink_.note(text));
  }
  return summary;
}

}  // namespace

void prepare_ffmpeg() {
  av_log_set_level(AV_LOG_QUIET);
  // a date in a container's tags makes libc look for the time zone; named and cached, it is never looked for again
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
}

Result<DecodeSummary> decode_with_ffmpeg(ByteSource& source, DecodeSink& sink) {
  TRY(const std::unique_ptr<FfmpegInput> input, FfmpegInput::open(source));
  TRY(AVStream* const stream, input->select_audio());
  const AVCodecParameters& parameters = *stream->codecpar;
  if (parameters.sample_rate > 0 && parameters.ch_layout.nb_channels > 0) {
    TRY_VOID(check_format({parameters.sample_rate, parameters.ch_layout.nb_channels}));
  }
  StreamDecoder decoder(*input, *stream, sink);
  TRY_VOID(decoder.open());
  return decoder.run();
}

}  // namespace timbre::audio
