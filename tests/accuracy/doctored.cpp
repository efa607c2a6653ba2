#include "accuracy/doctored.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "accuracy/vad_trial.h"
#include "dsp/decibel.h"
#include "dsp/fft.h"
#include "dsp/frame_grid.h"
#include "dsp/statistics.h"
#include "measure/voice_meter.h"

namespace timbre::accuracy {
namespace {

constexpr std::array<const char*, 5> kCorpora{"librivox", "ljspeech", "kerstin", "librispeech", "vctk"};

/// Mean power spectrum of the noise in the frames of the suppressor.
std::vector<double> noise_spectrum(const Samples& noise, const std::vector<float>& window, std::size_t hop) {
  dsp::RealFft fft(window.size());
  std::vector<double> power(fft.bin_count());
  double count = 0.0;
  for (std::size_t start = 0; start + window.size() <= noise.size(); start += hop) {
    for (std::size_t i = 0; i < window.size(); ++i) fft.time()[i] = noise[start + i] * window[i];
    fft.forward();
    for (std::size_t k = 0; k < power.size(); ++k) power[k] += std::norm(fft.spectrum()[k]);
    count += 1.0;
  }
  for (double& p : power) p /= std::max(1.0, count);
  return power;
}

DoctoredTrial measured(const std::string& corpus, const std::string& noise, const std::string& kind, double true_db,
                       int rate_hz, const Samples& samples) {
  const auto found = measure::measure_voice({rate_hz, samples});
  return {corpus,
          noise,
          kind,
          true_db,
          found->snr_db.value.value_or(-99.0),
          found->gating.gated,
          found->gating.noise_suppressed,
          found->gating.digital_silence,
          found->gating};
}

}  // namespace

Samples gated(const Samples& samples, int rate_hz, double threshold_dbfs, double floor_db) {
  const auto coefficient = [rate_hz](double seconds) { return 1.0 - std::exp(-1.0 / (seconds * rate_hz)); };
  const double attack = coefficient(0.002);
  const double release = coefficient(0.05);
  const double fall = std::exp(-1.0 / (0.01 * rate_hz));
  const double threshold = dsp::db_to_amplitude(threshold_dbfs);
  const double closed = dsp::db_to_amplitude(floor_db);
  const int hold = rate_hz / 10;
  double envelope = 0.0;
  double gain = closed;
  int held = 0;
  Samples out(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    envelope = std::max(static_cast<double>(std::abs(samples[i])), envelope * fall);
    held = envelope > threshold ? hold : held - 1;
    const double wanted = held > 0 ? 1.0 : closed;
    gain += (wanted > gain ? attack : release) * (wanted - gain);
    out[i] = static_cast<float>(gain * samples[i]);
  }
  return out;
}

Samples zero_filled(const Take& take, const Samples& samples) {
  const std::size_t hop = dsp::FrameGrid(take.rate_hz).hop;
  Samples out = samples;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t frame = std::min(i / hop, take.is_speech.size() - 1);
    if (take.is_speech[frame] == 0) out[i] = 0.0F;
  }
  return out;
}

Samples suppressed(const Samples& samples, const Samples& noise, int rate_hz) {
  const std::size_t hop = dsp::FrameGrid(rate_hz).hop;
  std::vector<float> window(2 * hop);
  for (std::size_t i = 0; i < window.size(); ++i) {
    window[i] = static_cast<float>(
        std::sin(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(window.size())));
  }
  const auto noise_power = noise_spectrum(noise, window, hop);
  dsp::RealFft fft(window.size());
  Samples out(samples.size(), 0.0F);
  for (std::size_t start = 0; start + window.size() <= samples.size(); start += hop) {
    for (std::size_t i = 0; i < window.size(); ++i) fft.time()[i] = samples[start + i] * window[i];
    fft.forward();
    for (std::size_t k = 0; k < noise_power.size(); ++k) {
      const double power = std::norm(fft.spectrum()[k]);
      const double gain = std::sqrt(std::max(0.001, 1.0 - 2.0 * noise_power[k] / std::max(power, 1e-20)));
      fft.spectrum()[k] *= static_cast<float>(gain);
    }
    fft.inverse();
    for (std::size_t i = 0; i < window.size(); ++i)
      out[start + i] += fft.time()[i] * window[i] / static_cast<float>(window.size());
  }
  return out;
}

std::vector<DoctoredTrial> run_doctored_grid(std::size_t stride) {
  auto noises = synthetic_noises();
  noises.resize(2);
  for (auto& noise : read_clips("noise")) {
    if (noise.name == "ch08_sm006.wav" || noise.name == "noise5.wav" || noise.name == "noise1.wav")
      noises.push_back(noise);
  }
  std::vector<DoctoredTrial> trials;
  std::size_t index = 0;
  for (const char* corpus : kCorpora) {
    for (const Clip& clip : read_clips(std::string("speech/") + corpus)) {
      if (index % stride == 0) trials.push_back(measured(corpus, "none", clip.name, 99, clip.rate_hz, clip.samples));
      ++index;
    }
    for (const Take& take : takes_of(corpus)) {
      if (index++ % stride != 0) continue;
      const double level = active_level_dbfs(take.samples, take.rate_hz);
      trials.push_back(measured(corpus, "none", "joined", 99, take.rate_hz, take.samples));
      for (const Clip& noise : noises) {
        const Samples long_noise = noise_for(noise, take.rate_hz, take.samples.size(), 3);
        for (const double snr : {10.0, 15.0, 20.0, 25.0}) {
          const Samples mix = mixed_at(take.samples, long_noise, level, snr);
          const Samples alone = mixed_at(Samples(mix.size(), 0.0F), long_noise, level, snr);
          const auto keep = [&](const char* kind, const Samples& samples) {
            trials.push_back(measured(corpus, noise.name, kind, snr, take.rate_hz, samples));
          };
          keep("as it is", mix);
          // Opens 3 dB over the peaks of the noise, or 25 dB under the speech.
          keep("gated", gated(mix, take.rate_hz, std::max(level - 18.0, level - snr + 13.0), -60.0));
          keep("zero-filled", zero_filled(take, mix));
          keep("suppressed", suppressed(mix, alone, take.rate_hz));
        }
      }
    }
  }
  return trials;
}

std::string doctored_table(const std::vector<DoctoredTrial>& trials) {
  std::string table =
      "| kind | takes | gated | noise_suppressed | digital_silence | any | rise of SNR, median | 95th percentile | "
      "over 6 dB "
      "and unmarked |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const std::string kind : {"as it is", "gated", "zero-filled", "suppressed"}) {
    for (const double snr : {10.0, 15.0, 20.0, 25.0}) {
      std::array<int, 6> counts{};
      std::vector<double> rises;
      for (const auto& t : trials) {
        if (t.kind != kind || t.true_db != snr) continue;
        const bool any = t.gated || t.suppressed || t.digital_silence;
        rises.push_back(t.fused_db - t.true_db);
        const std::array<bool, 6> marks{
            true, t.gated, t.suppressed, t.digital_silence, any, !any && rises.back() > 6.0};
        for (std::size_t i = 0; i < marks.size(); ++i) counts[i] += marks[i] ? 1 : 0;
      }
      std::array<char, 200> text{};
      std::snprintf(text.data(), text.size(), "| %s, %.0f dB | %d | %d | %d | %d | %d | %+.1f | %+.1f | %d |\n",
                    kind.c_str(), snr, counts[0], counts[1], counts[2], counts[3], counts[4], dsp::median(rises),
                    dsp::quantile(rises, 0.95), counts[5]);
      table += text.data();
    }
  }
  table += "\nUndoctored recordings that are marked:";
  int clean = 0;
  int marked = 0;
  for (const auto& t : trials) {
    if (t.noise != "none") continue;
    ++clean;
    if (!(t.gated || t.suppressed || t.digital_silence)) continue;
    ++marked;
    table += " " + t.corpus + "/" + t.kind + (t.gated ? " gated" : "") + (t.suppressed ? " suppressed" : "") +
             (t.digital_silence ? " zeros" : "") + ",";
  }
  return table + " " + std::to_string(marked) + " of " + std::to_string(clean) + ".\n";
}

}  // namespace timbre::accuracy
