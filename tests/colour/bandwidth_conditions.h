#pragma once
/// What a recording goes through before its bandwidth is measured, and what is expected then.

#include <functional>
#include <map>
#include <string>

#include "colour/damage.h"
#include "measure/bandwidth.h"

namespace timbre::colour {

using Damage = std::function<Samples(const Clip&, double cutoff_hz)>;

/// By name; the digit in front only sorts.
inline std::map<std::string, Damage> damages(const Samples& room_48k) {
  std::map<std::string, Damage> all;
  all["1 steep low-pass"] = [](const Clip& c, double hz) { return low_passed(c.samples, c.rate_hz, hz); };
  all["2 resampled down and up"] = [](const Clip& c, double hz) {
    return through_rate(c.samples, c.rate_hz, static_cast<int>(2.0 * hz));
  };
  all["3 room noise, then low-pass"] = [room_48k](const Clip& c, double hz) {
    // 25 dB below the speech: what a quiet office gives.
    return low_passed(with_room(c.samples, dsp::resample(room_48k, 48000, c.rate_hz), 25.0), c.rate_hz, hz);
  };
  for (const int level : {-80, -70, -60}) {
    all["4 low-pass, then white noise at " + std::to_string(level) + " dBFS"] = [level](const Clip& c, double hz) {
      return with_white(low_passed(c.samples, c.rate_hz, hz), level, 17);
    };
  }
  return all;
}

inline measure::Bandwidth measured(const Samples& samples, int rate_hz) {
  return *measure::measure_bandwidth(audio::AudioView(rate_hz, samples));
}

inline constexpr double kCutoffsHz[] = {3400.0, 4000.0, 5500.0, 8000.0, 11000.0};

/// A lossy codec as ffmpeg runs it: encoder options and the container it needs.
struct Codec {
  const char* name;
  const char* options;
  const char* container;
};

inline constexpr Codec kCodecs[] = {
    {"MP3 64 kbit/s", "-c:a libmp3lame -b:a 64k", "mp3"},   {"MP3 96 kbit/s", "-c:a libmp3lame -b:a 96k", "mp3"},
    {"MP3 128 kbit/s", "-c:a libmp3lame -b:a 128k", "mp3"}, {"MP3 192 kbit/s", "-c:a libmp3lame -b:a 192k", "mp3"},
    {"MP3 320 kbit/s", "-c:a libmp3lame -b:a 320k", "mp3"}, {"AAC 48 kbit/s", "-c:a aac -b:a 48k", "adts"},
    {"AAC 96 kbit/s", "-c:a aac -b:a 96k", "adts"},         {"AAC 128 kbit/s", "-c:a aac -b:a 128k", "adts"},
    {"Opus 16 kbit/s", "-c:a libopus -b:a 16k", "ogg"},     {"Opus 24 kbit/s", "-c:a libopus -b:a 24k", "ogg"},
    {"Opus 64 kbit/s", "-c:a libopus -b:a 64k", "ogg"},     {"GSM 06.10, 8 kHz", "-ar 8000 -c:a libgsm", "gsm"},
};

/// The clip through the codec and back, at 48 kHz; nothing when this ffmpeg lacks it.
inline std::optional<Clip> coded(const std::filesystem::path& path, const Codec& codec) {
  const std::string encode =
      "ffmpeg -v quiet -i '" + path.string() + "' -ac 1 -ar 48000 " + codec.options + " -f " + codec.container + " - ";
  return clip_of(path.stem().string(), encode + "| ffmpeg -v quiet -f " +
                                           (std::string(codec.container) == "adts" ? "aac" : codec.container) +
                                           " -i - -ar 48000 -c:a pcm_f32le -f wav -");
}

}  // namespace timbre::colour
