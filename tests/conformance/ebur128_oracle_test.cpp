// libebur128 as an oracle, at every common rate, on speech and on noise. Rung "oracle".
//
// Differences that are known:
// - At 11.025 kHz its 400 ms are 4·1103 samples, ours 4410 on average. The blocks drift apart, and a block of speech
//   that is near the relative gate falls on the other side of it.
// - It takes one short-term value a second for the range, we take ten. So the range is compared twice: with its own,
//   and with P95 - P10 of its short-term values taken ten times a second.
// - Its true-peak filter is its own 49-tap sinc.

#include <cmath>
#include <ebur128.h>
#include <memory>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "base/testing/test_data.h"
#include "dsp/resample.h"
#include "measure/loudness.h"
#include "measure/testing/clip.h"
#include "measure/true_peak.h"

namespace timbre::conformance {
namespace {

using audio::AudioBuffer;

struct Levels {
  double integrated, max_momentary, max_short_term, range, fine_range, true_peak_db;
};

// Tech 3342 from short-term loudnesses.
double range_of(std::vector<double> lufs) {
  const auto keep_over = [&lufs](double gate) { std::erase_if(lufs, [gate](double x) { return x <= gate; }); };
  keep_over(-70.0);
  double power = 0.0;
  for (const double x : lufs) power += std::pow(10.0, x / 10.0) / static_cast<double>(lufs.size());
  keep_over(10.0 * std::log10(power) - 20.0);
  std::sort(lufs.begin(), lufs.end());
  const auto at = [&lufs](double p) {
    return lufs[static_cast<std::size_t>(static_cast<double>(lufs.size() - 1) * p + 0.5)];
  };
  return at(0.95) - at(0.10);
}

// Fed 10 ms at a time, with the maxima taken after each, as we do.
Levels by_ebur128(const AudioBuffer& take) {
  const auto rate = static_cast<std::size_t>(take.format().sample_rate_hz);
  ebur128_state* made = ebur128_init(1, rate, EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK);
  const auto destroy = [](ebur128_state* state) { ebur128_destroy(&state); };
  const std::unique_ptr<ebur128_state, decltype(destroy)> state(made, destroy);
  Levels out{0.0, -200.0, -200.0, 0.0, 0.0, 0.0};
  std::vector<double> short_term;
  for (std::size_t hop = 0; (hop + 1) * rate / 100 <= take.frame_count(); ++hop) {
    const std::size_t start = hop * rate / 100;
    ebur128_add_frames_float(state.get(), take.channel(0).data() + start, (hop + 1) * rate / 100 - start);
    double value = 0.0;
    ebur128_loudness_momentary(state.get(), &value);
    if (hop + 1 >= 40) out.max_momentary = std::max(out.max_momentary, value);
    ebur128_loudness_shortterm(state.get(), &value);
    if (hop + 1 >= 300) out.max_short_term = std::max(out.max_short_term, value);
    if (hop + 1 >= 300 && (hop + 1) % 10 == 0) short_term.push_back(value);
  }
  ebur128_loudness_global(state.get(), &out.integrated);
  ebur128_loudness_range(state.get(), &out.range);
  out.fine_range = range_of(short_term);
  ebur128_true_peak(state.get(), 0, &out.true_peak_db);
  out.true_peak_db = 20.0 * std::log10(out.true_peak_db);
  return out;
}

Levels by_timbre(const AudioBuffer& take) {
  const auto loudness = measure::measure_loudness(take.view());
  const auto peak = measure::measure_true_peak(take.view());
  return {loudness->integrated->value(), loudness->max_momentary->value(), loudness->max_short_term->value(),
          loudness->range->value(),      loudness->range->value(),         peak->true_peak->value()};
}

// Keeps the largest difference of each.
void compare(Levels& worst, const AudioBuffer& take) {
  const Levels a = by_timbre(take);
  const Levels b = by_ebur128(take);
  worst.integrated = std::max(worst.integrated, std::abs(a.integrated - b.integrated));
  worst.max_momentary = std::max(worst.max_momentary, std::abs(a.max_momentary - b.max_momentary));
  worst.max_short_term = std::max(worst.max_short_term, std::abs(a.max_short_term - b.max_short_term));
  worst.range = std::max(worst.range, std::abs(a.range - b.range));
  worst.fine_range = std::max(worst.fine_range, std::abs(a.fine_range - b.fine_range));
  worst.true_peak_db = std::max(worst.true_peak_db, std::abs(a.true_peak_db - b.true_peak_db));
}

void print(const std::string& what, const Levels& worst) {
  std::printf("| %s | %.4f | %.4f | %.4f | %.3f | %.3f | %.3f |\n", what.c_str(), worst.integrated, worst.max_momentary,
              worst.max_short_term, worst.fine_range, worst.range, worst.true_peak_db);
}

constexpr int kRatesHz[] = {8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000, 192000};

void bound(const Levels& worst, int rate) {
  EXPECT_LT(worst.integrated, rate == 11025 ? 0.15 : 0.01);
  EXPECT_LT(worst.max_momentary, 0.01);
  EXPECT_LT(worst.max_short_term, 0.01);
  EXPECT_LT(worst.fine_range, 0.05);
  EXPECT_LT(worst.range, 2.0);  // eight seconds are six values of one a second
}

TEST(Ebur128Oracle, Noise) {
  for (const int rate : kRatesHz) {
    Levels worst{};
    for (const std::uint64_t seed : {1U, 2U}) {
      auto take = audio::white_noise(rate, 4.0, 0.1, seed);
      take.append(audio::white_noise(rate, 4.0, 0.02, seed + 10).view());
      compare(worst, take);
    }
    print("noise, " + std::to_string(rate) + " Hz", worst);
    bound(worst, rate);
    EXPECT_LT(worst.true_peak_db, 0.5);  // noise up to half the rate: there the two filters differ most
  }
}

TEST(Ebur128Oracle, Speech) {
  TIMBRE_TEST_DATA(folder, "speech");
  for (const int rate : kRatesHz) {
    Levels worst{};
    for (const char* name :
         {"speech/jfk.wav", "speech/librivox/en_ohenry_chenevert.wav", "speech/ljspeech/LJ001-0001.wav"}) {
      TIMBRE_TEST_CLIP(clip, test_data_folder() / name);
      const std::size_t frames = audio::frames_of(clip.format().sample_rate_hz, 8.0);
      const auto resampled = dsp::resample(clip.view().slice(0, frames).channel(0), clip.format().sample_rate_hz, rate);
      compare(worst, AudioBuffer(rate, resampled));
    }
    print("speech, " + std::to_string(rate) + " Hz", worst);
    bound(worst, rate);
    EXPECT_LT(worst.true_peak_db, 0.2);
  }
}

}  // namespace
}  // namespace timbre::conformance
