// The library alone: samples to scorecard on one core, and the share of each shared stage and meter.
//
// The load is what a person hands over: 30 s of 48 kHz mono speech. Without a recording (TIMBRE_BENCH_F32, raw 48 kHz
// float samples) bursts of noise over room tone stand in: they keep every meter as busy as speech does.
//
//   build/bench/bin/score_take_bench                      the times
//   items_per_second is seconds of audio per second: the real-time factor

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <vector>

#include "benchmark/benchmark.h"

#include "base/random.h"
#include "dsp/resample.h"
#include "dsp/stft.h"
#include "measure/clipping.h"
#include "measure/loudness.h"
#include "measure/pitch.h"
#include "measure/srmr.h"
#include "measure/true_peak.h"
#include "score/score_take.h"

namespace {

using namespace timbre;

constexpr int kRateHz = 48000;
constexpr std::size_t kFrames = 30 * kRateHz;

std::vector<float> speech_like() {
  std::vector<float> samples(kFrames);
  SeededRandom random(1);
  double phase = 0.0;
  for (std::size_t i = 0; i < kFrames; ++i) {
    const double t = static_cast<double>(i) / kRateHz;
    const double syllable = std::max(0.0, std::sin(2.0 * std::numbers::pi * 2.0 * t));
    const bool is_pause = std::fmod(t, 5.0) > 4.3;
    phase += (120.0 + 30.0 * std::sin(t)) / kRateHz;
    double voice = 0.0;
    for (int harmonic = 1; harmonic < 30; ++harmonic)
      voice += std::sin(2.0 * std::numbers::pi * harmonic * phase) / harmonic;
    samples[i] = static_cast<float>((is_pause ? 0.0 : 0.1 * syllable * voice) + 0.0005 * random.normal());
  }
  return samples;
}

std::vector<float> load() {
  const char* path = std::getenv("TIMBRE_BENCH_F32");
  if (path == nullptr) return speech_like();
  std::vector<float> samples(kFrames);
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(samples.data()), static_cast<std::streamsize>(kFrames * sizeof(float)));
  return samples;
}

const std::vector<float>& samples() {
  static const std::vector<float> kSamples = load();
  return kSamples;
}

void count_audio(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * 30);
  state.SetLabel("items = seconds of audio");
}

void whole_take(benchmark::State& state) {
  const audio::AudioView view(kRateHz, samples());
  for (auto _ : state) benchmark::DoNotOptimize(score::score_take(view));
  count_audio(state);
}

template <typename Meter>
void sample_meter(benchmark::State& state) {
  const audio::AudioView view(kRateHz, samples());
  for (auto _ : state) {
    Meter meter(view.format());
    for (std::size_t i = 0; i < kFrames; i += 8192) meter.push(view.slice(i, 8192));
    benchmark::DoNotOptimize(meter.finish());
  }
  count_audio(state);
}

void stft(benchmark::State& state) {
  for (auto _ : state) {
    float sum = 0.0F;
    dsp::Stft transform(kRateHz, [&sum](const dsp::SpectrumFrame& frame) { sum += frame.power[10]; });
    transform.push(samples());
    transform.finish();
    benchmark::DoNotOptimize(sum);
  }
  count_audio(state);
}

void resample_to_16k(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(dsp::resample(samples(), kRateHz, 16000, dsp::ResampleQuality::Analysis));
  }
  count_audio(state);
}

template <typename Meter>
void speech_rate_meter(benchmark::State& state) {
  const auto low = dsp::resample(samples(), kRateHz, 16000, dsp::ResampleQuality::Analysis);
  for (auto _ : state) {
    Meter meter(16000);
    meter.push(low);
    benchmark::DoNotOptimize(meter.finish());
  }
  count_audio(state);
}

BENCHMARK(whole_take)->Unit(benchmark::kMillisecond);
BENCHMARK(sample_meter<measure::LoudnessMeter>)->Name("loudness")->Unit(benchmark::kMillisecond);
BENCHMARK(sample_meter<measure::TruePeakMeter>)->Name("true_peak")->Unit(benchmark::kMillisecond);
BENCHMARK(sample_meter<measure::ClippingMeter>)->Name("clipping")->Unit(benchmark::kMillisecond);
BENCHMARK(stft)->Unit(benchmark::kMillisecond);
BENCHMARK(resample_to_16k)->Unit(benchmark::kMillisecond);
BENCHMARK(speech_rate_meter<measure::PitchMeter>)->Name("pitch")->Unit(benchmark::kMillisecond);
BENCHMARK(speech_rate_meter<measure::SrmrMeter>)->Name("srmr")->Unit(benchmark::kMillisecond);

/// The answer first: the take must be measured whole, and its loudness must be that of the meter alone.
bool answer_is_right() {
  const audio::AudioView view(kRateHz, samples());
  const auto card = score::score_take(view);
  const auto loudness = measure::measure_loudness(view);
  if (!card.ok() || !loudness.ok() || !loudness->integrated) return false;
  const auto& shown = (*card)[measure::MeasureId::LoudnessLufs].value;
  return shown && std::abs(*shown - loudness->integrated->value()) <= 0.05 &&
         (*card)[measure::MeasureId::SnrDb].value.has_value();
}

}  // namespace

int main(int argc, char** argv) {
  if (!answer_is_right()) {
    std::fputs("the scorecard does not agree with the meters: nothing is timed\n", stderr);
    return 1;
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
