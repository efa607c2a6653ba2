#include "accuracy/material.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numbers>

#include "base/random.h"
#include "base/testing/test_data.h"
#include "dsp/decibel.h"
#include "dsp/frame_grid.h"
#include "dsp/resample.h"
#include "dsp/statistics.h"
#include "measure/speech_level.h"

namespace timbre::accuracy {
namespace {

// The reference for speech inside a clip, from the clean clip alone: its 30 ms level lies within 30 dB of its P.56
// level and 6 dB over the clip's own quietest tenth; dips of at most 150 ms belong to the speech.
constexpr double kReferenceRangeDb = 30.0;
constexpr double kReferenceOverFloorDb = 6.0;
constexpr std::size_t kReferenceGapFrames = 15;

std::string captured(const std::string& command) {
  std::string bytes;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) return bytes;
  std::vector<char> block(1U << 16U);
  for (std::size_t got = 0; (got = fread(block.data(), 1, block.size(), pipe.get())) > 0;)
    bytes.append(block.data(), got);
  return bytes;
}

std::vector<double> contour_db(const Clip& clip) {
  const std::size_t hop = dsp::FrameGrid(clip.rate_hz).hop;
  std::vector<double> power;
  for (std::size_t start = 0; start + hop <= clip.samples.size(); start += hop) {
    double sum = 0.0;
    for (std::size_t i = start; i < start + hop; ++i) sum += static_cast<double>(clip.samples[i]) * clip.samples[i];
    power.push_back(sum / static_cast<double>(hop));
  }
  std::vector<double> out(power.size());
  for (std::size_t t = 0; t < power.size(); ++t) {
    const std::size_t first = t > 0 ? t - 1 : t;
    const std::size_t end = std::min(power.size(), t + 2);
    double sum = 1e-12;
    for (std::size_t i = first; i < end; ++i) sum += power[i];
    out[t] = dsp::power_to_db(sum / static_cast<double>(end - first));
  }
  return out;
}

std::vector<std::uint8_t> reference_labels(const Clip& clip) {
  const auto contour = contour_db(clip);
  const double floor_db = dsp::quantile(contour, 0.1);
  const double least =
      std::max(active_level_dbfs(clip.samples, clip.rate_hz) - kReferenceRangeDb, floor_db + kReferenceOverFloorDb);
  std::vector<std::uint8_t> labels(contour.size());
  for (std::size_t t = 0; t < labels.size(); ++t) labels[t] = contour[t] > least ? 1 : 0;
  for (std::size_t t = 0; t < labels.size();) {
    std::size_t end = t;
    while (end < labels.size() && labels[end] == labels[t]) ++end;
    if (labels[t] == 0 && t > 0 && end < labels.size() && end - t <= kReferenceGapFrames) {
      std::fill(labels.begin() + static_cast<std::ptrdiff_t>(t), labels.begin() + static_cast<std::ptrdiff_t>(end), 1);
    }
    t = end;
  }
  return labels;
}

/// The clip's own room tone: 40 ms grains from its quietest frames, overlapped so that power is kept.
Samples room_tone(const Clip& clip, std::size_t count, Random& random) {
  const std::size_t hop = dsp::FrameGrid(clip.rate_hz).hop;
  const std::size_t grain = 4 * hop;
  auto contour = contour_db(clip);
  const double quiet = dsp::quantile(contour, 0.06);
  std::vector<std::size_t> starts;
  for (std::size_t t = 1; t + 5 < contour.size(); ++t) {
    if (std::max({contour[t], contour[t + 1], contour[t + 2], contour[t + 3]}) < quiet + 3.0) starts.push_back(t * hop);
  }
  Samples out(count + grain, 0.0F);
  for (std::size_t at = 0; !starts.empty() && at + grain <= out.size(); at += grain / 2) {
    const std::size_t from = starts[static_cast<std::size_t>(random.uniform() * static_cast<double>(starts.size()))];
    for (std::size_t i = 0; i < grain; ++i) {
      const double window = std::sin(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(grain));
      out[at + i] += static_cast<float>(window * clip.samples[from + i]);
    }
  }
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(grain / 2));
  out.resize(count);
  return out;
}

void append_pause(Take& take, const Clip& tone_of, Random& random) {
  const std::size_t hop = dsp::FrameGrid(take.rate_hz).hop;
  const auto frames = static_cast<std::size_t>(std::lround(15.0 + 185.0 * random.uniform()));
  const Samples tone = room_tone(tone_of, frames * hop, random);
  take.samples.insert(take.samples.end(), tone.begin(), tone.end());
  take.is_speech.insert(take.is_speech.end(), frames, 0);
  take.is_inserted.insert(take.is_inserted.end(), frames, 1);
}

}  // namespace

Clip read_clip(const std::filesystem::path& path) {
  const std::string quoted = "'" + path.string() + "'";
  const std::string rate = captured("ffprobe -v error -show_entries stream=sample_rate -of csv=p=0 " + quoted);
  const std::string raw = captured("ffmpeg -v error -nostdin -i " + quoted + " -ac 1 -f f32le -");
  Clip clip{path.filename().string(), std::atoi(rate.c_str()), Samples(raw.size() / sizeof(float))};
  std::copy_n(raw.data(), clip.samples.size() * sizeof(float), reinterpret_cast<char*>(clip.samples.data()));
  return clip;
}

std::vector<Clip> read_clips(const std::string& below) {
  std::vector<Clip> clips;
  for (const auto& path : test_data_clips(below)) clips.push_back(read_clip(path));
  return clips;
}

double active_level_dbfs(const Samples& samples, int rate_hz) {
  const auto level = measure::measure_speech_level({rate_hz, samples});
  return level.ok() && level->has_value() ? (*level)->level_dbfs : -200.0;
}

double mean_square(const Samples& samples) {
  double sum = 0.0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return samples.empty() ? 0.0 : sum / static_cast<double>(samples.size());
}

Samples scaled(Samples samples, double gain_db) {
  const double gain = dsp::db_to_amplitude(gain_db);
  for (float& x : samples) x = static_cast<float>(x * gain);
  return samples;
}

Samples noise_for(const Clip& noise, int rate_hz, std::size_t count, std::uint64_t seed) {
  const Samples at_rate = dsp::resample(noise.samples, noise.rate_hz, rate_hz);
  SeededRandom random(seed);
  const auto start = static_cast<std::size_t>(random.uniform() * static_cast<double>(at_rate.size()));
  Samples out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = at_rate[(start + i) % at_rate.size()];
  return out;
}

Samples mixed_at(const Samples& speech, const Samples& noise, double speech_level_dbfs, double snr_db) {
  const double gain = dsp::db_to_amplitude(speech_level_dbfs - snr_db - dsp::power_to_db(mean_square(noise)));
  Samples out(speech.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(speech[i] + gain * noise[i]);
  return out;
}

std::vector<Clip> synthetic_noises() {
  constexpr int kRate = 48000;
  constexpr std::size_t kCount = 20 * kRate;
  SeededRandom random(77);
  std::vector<Clip> all{{"white", kRate, {}}, {"pink", kRate, {}}, {"brown", kRate, {}}, {"hum", kRate, {}}};
  double slow = 0.0, middle = 0.0, fast = 0.0, brown = 0.0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const double white = random.normal();
    // Paul Kellet's economy pink filter: three poles, within 0.5 dB of −3 dB an octave.
    slow = 0.99765 * slow + white * 0.0990460;
    middle = 0.96300 * middle + white * 0.2965164;
    fast = 0.57000 * fast + white * 1.0526913;
    brown = 0.998 * brown + white;
    double hum = 0.02 * random.normal();
    for (int harmonic = 1; harmonic <= 9; ++harmonic) {
      hum += std::sin(2.0 * std::numbers::pi * 50.0 * harmonic * static_cast<double>(i) / kRate + harmonic) / harmonic;
    }
    all[0].samples.push_back(static_cast<float>(0.1 * white));
    all[1].samples.push_back(static_cast<float>(0.02 * (slow + middle + fast + white * 0.1848)));
    all[2].samples.push_back(static_cast<float>(0.005 * brown));
    all[3].samples.push_back(static_cast<float>(0.1 * hum));
  }
  return all;
}

Clip babble(const std::vector<Clip>& speech, const std::string& not_from) {
  Clip mix{"babble", 16000, Samples(16000 * 12, 0.0F)};
  int used = 0;
  for (std::size_t i = 0; i < speech.size() && used < 6; i += 5) {
    if (speech[i].name.substr(0, 4) == not_from.substr(0, 4)) continue;
    const Samples voice = dsp::resample(speech[i].samples, speech[i].rate_hz, mix.rate_hz);
    const double gain = dsp::db_to_amplitude(-26.0 - active_level_dbfs(voice, mix.rate_hz));
    for (std::size_t n = 0; n < mix.samples.size(); ++n) {
      mix.samples[n] += static_cast<float>(gain * voice[(n + 7919 * i) % voice.size()]);
    }
    ++used;
  }
  return mix;
}

Take take_as_is(const Clip& clip) {
  auto labels = reference_labels(clip);
  const std::size_t count = labels.size();
  return {clip.name, clip.rate_hz, clip.samples, std::move(labels), std::vector<std::uint8_t>(count, 0)};
}

Take take_with_pauses(const std::vector<Clip>& clips, std::uint64_t seed) {
  Take take{clips.front().name, clips.front().rate_hz, {}, {}, {}};
  const std::size_t hop = dsp::FrameGrid(take.rate_hz).hop;
  SeededRandom random(seed);
  append_pause(take, clips.front(), random);
  for (const Clip& clip : clips) {
    const auto labels = reference_labels(clip);
    const auto first = static_cast<std::size_t>(std::find(labels.begin(), labels.end(), 1) - labels.begin());
    const auto end =
        labels.size() - static_cast<std::size_t>(std::find(labels.rbegin(), labels.rend(), 1) - labels.rbegin());
    const auto at = [](const auto& v, std::size_t i) { return v.begin() + static_cast<std::ptrdiff_t>(i); };
    if (first >= end) continue;
    take.samples.insert(take.samples.end(), at(clip.samples, first * hop), at(clip.samples, end * hop));
    take.is_speech.insert(take.is_speech.end(), at(labels, first), at(labels, end));
    take.is_inserted.insert(take.is_inserted.end(), end - first, 0);
    append_pause(take, clip, random);
  }
  return take;
}

}  // namespace timbre::accuracy
