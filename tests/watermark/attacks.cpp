#include "watermark/attacks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <unistd.h>

#include "base/random.h"
#include "base/testing/test_data.h"
#include "dsp/convolution.h"
#include "dsp/resample.h"

namespace timbre::watermark {
namespace {

std::uint64_t seed_of(const Clip& clip) {
  std::uint64_t seed = 1469598103934665603ULL;
  for (const char c : clip.name) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return seed;
}

Clip with(const Clip& clip, Samples samples) { return {clip.name, clip.rate_hz, std::move(samples)}; }

Clip each(Clip clip, const std::function<double(double)>& change) {
  for (auto& sample : clip.samples) sample = static_cast<float>(change(sample));
  return clip;
}

Clip white_noise(Clip clip, double snr_db) {
  SeededRandom random(seed_of(clip));
  const double amplitude = std::sqrt(accuracy::mean_square(clip.samples) * std::pow(10.0, -snr_db / 10.0));
  for (auto& sample : clip.samples) sample += static_cast<float>(amplitude * random.normal());
  return clip;
}

Clip by_way_of(const Clip& clip, int rate_hz) {
  Clip out = with(clip, dsp::resample(dsp::resample(clip.samples, clip.rate_hz, rate_hz), rate_hz, clip.rate_hz));
  out.samples.resize(clip.samples.size());
  return out;
}

/// To so many levels between the clip's own extremes, as AudioMarkBench does it.
Clip quantised(const Clip& clip, int levels) {
  const auto [low, high] = std::minmax_element(clip.samples.begin(), clip.samples.end());
  const double step = (static_cast<double>(*high) - *low) / (levels - 1);
  const double least = *low;
  if (step <= 0.0) return clip;
  return each(clip, [&](double x) { return least + step * std::round((x - least) / step); });
}

/// To another rate, where it stays.
Clip moved_to(const Clip& clip, int rate_hz) {
  return {clip.name, rate_hz, dsp::resample(clip.samples, clip.rate_hz, rate_hz)};
}

Clip cropped(const Clip& clip, double share) {
  SeededRandom random(seed_of(clip));
  const auto length = static_cast<std::size_t>(share * static_cast<double>(clip.samples.size()));
  const auto start = static_cast<std::size_t>(random.uniform() * static_cast<double>(clip.samples.size() - length));
  const auto first = clip.samples.begin() + static_cast<std::ptrdiff_t>(start);
  return with(clip, Samples(first, first + static_cast<std::ptrdiff_t>(length)));
}

Clip echoed(Clip clip, double delay_s, double gain) {
  const auto delay = static_cast<std::size_t>(delay_s * clip.rate_hz);
  const Samples dry = clip.samples;
  for (std::size_t i = delay; i < dry.size(); ++i) clip.samples[i] += static_cast<float>(gain * dry[i - delay]);
  return clip;
}

/// Played faster, as a tape is: tempo and pitch.
Clip sped(const Clip& clip, double speed) {
  constexpr int kScale = 10'000;
  Clip out = with(clip, dsp::resample(clip.samples, static_cast<int>(std::lround(speed * kScale)), kScale));
  return out;
}

Clip in_room(const Clip& clip, const std::string& response_file) {
  const Clip found = accuracy::read_clip(test_data_folder() / "rir" / response_file);
  if (found.samples.empty()) return clip;
  const Samples response = dsp::resample(found.samples, found.rate_hz, clip.rate_hz);
  Samples out = dsp::convolve(clip.samples, response);
  out.resize(clip.samples.size());
  return with(clip, out);
}

/// Through the ffmpeg program: encoded with `options` into `container`, and decoded again.
Clip through_ffmpeg(const Clip& clip, const std::string& options, const std::string& container) {
  const auto stem = std::filesystem::temp_directory_path() / ("timbre-attack-" + std::to_string(::getpid()));
  const std::string raw = stem.string() + ".f32";
  const std::string coded = stem.string() + "." + container;
  std::ofstream(raw, std::ios::binary)
      .write(reinterpret_cast<const char*>(clip.samples.data()),  // NOLINT
             static_cast<std::streamsize>(clip.samples.size() * sizeof(float)));
  const std::string command = "ffmpeg -nostdin -v error -y -f f32le -ac 1 -ar " + std::to_string(clip.rate_hz) +
                              " -i " + raw + " " + options + " " + coded;
  Clip out = clip;
  if (std::system(command.c_str()) == 0) {
    out = accuracy::read_clip(coded);
    out.name = clip.name;
  } else {
    out.samples.clear();  // shows as a miss
  }
  std::error_code ignored;
  std::filesystem::remove(raw, ignored);
  std::filesystem::remove(coded, ignored);
  return out;
}

Attack codec(const std::string& name, const std::string& row, const std::string& options, const std::string& end) {
  return {name, row, [=](const Clip& clip) { return through_ffmpeg(clip, options, end); }};
}

}  // namespace

std::vector<Attack> attacks() {
  std::vector<Attack> all;
  const auto add = [&](std::string name, std::string row, std::function<Clip(const Clip&)> apply) {
    all.push_back({std::move(name), std::move(row), std::move(apply)});
  };
  add("none", "light", [](const Clip& c) { return c; });
  add("gain x 0.3", "light", [](const Clip& c) { return each(c, [](double x) { return 0.3 * x; }); });
  add("polarity", "light", [](const Clip& c) { return each(c, [](double x) { return -x; }); });
  add("by way of 16 kHz", "light", [](const Clip& c) { return by_way_of(c, 16000); });
  add("by way of 8 kHz", "light", [](const Clip& c) { return by_way_of(c, 8000); });
  all.push_back(codec("300 to 3400 Hz", "light",
                      "-af highpass=f=300:p=2,highpass=f=300:p=2,lowpass=f=3400:p=2,lowpass=f=3400:p=2 -c:a pcm_f32le",
                      "wav"));
  add("crop to 5 s", "light", [](const Clip& c) { return cropped(c, 0.5); });
  all.push_back(codec("MP3 64k", "middle", "-b:a 64k", "mp3"));
  all.push_back(codec("AAC 64k", "middle", "-b:a 64k", "m4a"));
  all.push_back(codec("Opus 24k", "middle", "-c:a libopus -b:a 24k -ar 48000", "opus"));
  add("noise 20 dB", "middle", [](const Clip& c) { return white_noise(c, 20.0); });
  add("echo 0.1 s x 0.4", "middle", [](const Clip& c) { return echoed(c, 0.1, 0.4); });
  add("64 levels", "middle", [](const Clip& c) { return quantised(c, 64); });
  all.push_back(codec("MP3 32k", "heavy", "-b:a 32k", "mp3"));
  all.push_back(codec("Opus 12k", "heavy", "-c:a libopus -b:a 12k -ar 48000", "opus"));
  add("noise 10 dB", "heavy", [](const Clip& c) { return white_noise(c, 10.0); });
  for (const double speed : {0.95, 1.05}) {
    add(speed < 1 ? "speed - 5 %" : "speed + 5 %", "speed", [speed](const Clip& c) { return sped(c, speed); });
  }
  add("at 24 kHz", "speed", [](const Clip& c) { return moved_to(c, 24000); });
  add("at 44.1 kHz", "speed", [](const Clip& c) { return moved_to(c, 44100); });
  add("at 48 kHz", "speed", [](const Clip& c) { return moved_to(c, 48000); });
  add("24, 44.1, 48, 24 kHz", "speed",
      [](const Clip& c) { return moved_to(moved_to(moved_to(moved_to(c, 24000), 44100), 48000), 24000); });
  return all;
}

std::vector<Attack> further_attacks() {
  std::vector<Attack> all;
  for (const char* room : {"rir1.wav", "rir2.wav", "rir3.wav", "rir4.wav", "rir48000.wav"}) {
    all.push_back({std::string("room ") + room, "room", [room](const Clip& c) { return in_room(c, room); }});
  }
  for (const double db : {5.0, 0.0}) {
    all.push_back({"noise " + std::to_string(static_cast<int>(db)) + " dB", "beyond",
                   [db](const Clip& c) { return white_noise(c, db); }});
  }
  all.push_back({"64 levels of full scale", "beyond",
                 [](const Clip& c) { return each(c, [](double x) { return std::round(x * 32.0) / 32.0; }); }});
  all.push_back(codec("MP3 16k", "beyond", "-b:a 16k -ar 16000", "mp3"));
  all.push_back(codec("Opus 6k", "beyond", "-c:a libopus -b:a 6k -ar 48000", "opus"));
  for (const char* tempo : {"0.98", "1.05"}) {
    all.push_back(
        codec(std::string("tempo ") + tempo, "beyond", std::string("-af atempo=") + tempo + " -c:a pcm_f32le", "wav"));
  }
  all.push_back({"speed + 10 %", "beyond", [](const Clip& c) { return sped(c, 1.10); }});
  all.push_back({"speed + 3.3 %", "beyond", [](const Clip& c) { return sped(c, 1.0333); }});
  for (const double share : {0.4, 0.3, 0.2, 0.15}) {
    all.push_back({"crop to " + std::to_string(share * kClipS).substr(0, 3) + " s", "short",
                   [share](const Clip& c) { return cropped(c, share); }});
  }
  return all;
}

}  // namespace timbre::watermark
