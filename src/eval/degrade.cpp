#include "eval/degrade.h"

#include <algorithm>
#include <cmath>

#include "dsp/biquad.h"
#include "dsp/resample.h"

namespace timbre::eval {
namespace {

constexpr int kTelephoneRateHz = 8000;
constexpr double kMu = 255.0;

double mean_square(std::span<const float> samples) {
  double sum = 0.0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return samples.empty() ? 0.0 : sum / static_cast<double>(samples.size());
}

}  // namespace

void add_noise(std::span<float> samples, std::span<const float> noise, double snr_db) {
  const double speech = mean_square(samples);
  const double hiss = mean_square(noise);
  if (speech <= 0.0 || hiss <= 0.0) return;
  const double gain = std::sqrt(speech / hiss * std::pow(10.0, -snr_db / 10.0));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] += static_cast<float>(gain * noise[i % noise.size()]);
  }
}

float through_mu_law(float sample) {
  const double x = std::clamp(static_cast<double>(sample), -1.0, 1.0);
  const double compressed = std::copysign(std::log1p(kMu * std::abs(x)) / std::log1p(kMu), x);
  const double stored = std::round(compressed * 127.0) / 127.0;
  return static_cast<float>(std::copysign(std::expm1(std::abs(stored) * std::log1p(kMu)) / kMu, stored));
}

std::vector<float> through_telephone(std::span<const float> samples, int rate_hz) {
  auto narrow = dsp::resample(samples, rate_hz, kTelephoneRateHz, dsp::ResampleQuality::Analysis);
  dsp::Biquad low_cut(dsp::high_pass(kTelephoneRateHz, 300.0));
  dsp::Biquad high_cut(dsp::low_pass(kTelephoneRateHz, 3400.0));
  for (float& x : narrow) x = through_mu_law(static_cast<float>(high_cut.process(low_cut.process(x))));
  auto out = dsp::resample(narrow, kTelephoneRateHz, rate_hz, dsp::ResampleQuality::Analysis);
  out.resize(samples.size(), 0.0F);
  return out;
}

}  // namespace timbre::eval
