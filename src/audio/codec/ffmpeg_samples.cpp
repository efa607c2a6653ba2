#include "audio/codec/ffmpeg_samples.h"

extern "C" {
#include <libavutil/samplefmt.h>
}

namespace timbre::audio {
namespace {

/// By 2^(bits−1), so that every integer up to 24 bits keeps its exact value; FFmpeg left-aligns fewer bits in more.
float to_float(std::uint8_t x) { return static_cast<float>(static_cast<int>(x) - 128) * (1.0F / 128.0F); }
float to_float(std::int16_t x) { return static_cast<float>(x) * (1.0F / 32768.0F); }
float to_float(std::int32_t x) { return static_cast<float>(x) * (1.0F / 2147483648.0F); }
float to_float(std::int64_t x) { return static_cast<float>(static_cast<double>(x) * (1.0 / 9223372036854775808.0)); }
float to_float(float x) { return x; }
float to_float(double x) { return static_cast<float>(x); }

template <typename Sample>
std::vector<float> converted(const AVFrame& frame, bool is_planar) {
  const auto frames = static_cast<std::size_t>(frame.nb_samples);
  const auto channels = static_cast<std::size_t>(frame.ch_layout.nb_channels);
  std::vector<float> out(frames * channels);
  for (std::size_t c = 0; c < channels; ++c) {
    const auto* const in =
        reinterpret_cast<const Sample*>(frame.extended_data[is_planar ? c : 0]) + (is_planar ? 0 : c);
    const std::size_t step = is_planar ? 1 : channels;
    for (std::size_t i = 0; i < frames; ++i) out[i * channels + c] = to_float(in[i * step]);
  }
  return out;
}

}  // namespace

Result<std::vector<float>> interleaved_floats(const AVFrame& frame) {
  const auto format = static_cast<AVSampleFormat>(frame.format);
  const bool is_planar = av_sample_fmt_is_planar(format) != 0;
  switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8:
      return converted<std::uint8_t>(frame, is_planar);
    case AV_SAMPLE_FMT_S16:
      return converted<std::int16_t>(frame, is_planar);
    case AV_SAMPLE_FMT_S32:
      return converted<std::int32_t>(frame, is_planar);
    case AV_SAMPLE_FMT_S64:
      return converted<std::int64_t>(frame, is_planar);
    case AV_SAMPLE_FMT_FLT:
      return converted<float>(frame, is_planar);
    case AV_SAMPLE_FMT_DBL:
      return converted<double>(frame, is_planar);
    default:
      return Error{ErrorKind::Unsupported, "the samples are of a kind Timbre does not know. Export it as WAV or FLAC"};
  }
}

}  // namespace timbre::audio
