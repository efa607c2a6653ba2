#include "measure/denoiser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "dsp/decibel.h"
#include "dsp/fft.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kSize = 512;
constexpr std::size_t kHop = 256;
constexpr std::size_t kBins = kSize / 2 + 1;
/// The network's memories, and under which names it gives them back.
constexpr std::size_t kFirstMemory = 1;
constexpr std::size_t kMemories = 3;

std::vector<nn::NamedTensor> first_inputs() {
  return {{"mix", nn::zeros({1, static_cast<std::int64_t>(kBins), 1, 2})},
          {"conv_cache", nn::zeros({2, 1, 16, 16, 33})},
          {"tra_cache", nn::zeros({2, 3, 1, 1, 16})},
          {"inter_cache", nn::zeros({2, 1, 33, 16})}};
}

std::array<float, kSize> window() {
  std::array<float, kSize> out{};
  for (std::size_t i = 0; i < kSize; ++i) {  // the root of a Hann window is half a sine
    out[i] = static_cast<float>(std::sin(std::numbers::pi * static_cast<double>(i) / static_cast<double>(kSize)));
  }
  return out;
}

struct Energies {
  double whole = 0.0;
  double left = 0.0;
  double taken = 0.0;
};

void add(std::span<const float> mix, std::span<const float> speech, Energies& energies) {
  for (std::size_t i = 0; i < mix.size(); ++i) {
    const double all = mix[i];
    const double left = speech[i];
    energies.whole += all * all;
    energies.left += left * left;
    energies.taken += (all - left) * (all - left);
  }
}

DenoiserFinding finding_of(const Energies& energies) {
  constexpr double kLeast = 1e-12;
  const double left = std::max(energies.left, kLeast * energies.whole);
  const double taken = std::max(energies.taken, kLeast * energies.whole);
  return {"gtcrn", std::max(0.0, dsp::power_to_db(energies.whole / left)),
          std::min(kDenoiserCeilingDb, dsp::power_to_db(left / taken))};
}

}  // namespace

Result<DenoiserFinding> hear_noise(std::span<const float> samples_16k, const nn::OnnxSession& network) {
  const std::array<float, kSize> shape = window();
  std::vector<nn::NamedTensor> inputs = first_inputs();
  dsp::RealFft fft(kSize);
  Energies energies;
  for (std::size_t at = 0; at + kSize <= samples_16k.size(); at += kHop) {
    const auto time = fft.time();
    for (std::size_t i = 0; i < kSize; ++i) time[i] = shape[i] * samples_16k[at + i];
    fft.forward();
    auto& mix = *std::get_if<std::vector<float>>(&inputs[0].tensor.values);
    for (std::size_t k = 0; k < kBins; ++k) {
      mix[2 * k] = fft.spectrum()[k].real();
      mix[2 * k + 1] = fft.spectrum()[k].imag();
    }
    TRY(auto outputs, network.run(inputs));
    const auto* speech = outputs.size() == kFirstMemory + kMemories ? outputs[0].tensor.floats() : nullptr;
    if (speech == nullptr || speech->size() != mix.size()) {
      return Error{ErrorKind::Corrupt, "'" + network.name() + "' is not the network of GTCRN"};
    }
    add(mix, *speech, energies);
    for (std::size_t i = kFirstMemory; i <= kMemories; ++i) inputs[i].tensor = std::move(outputs[i].tensor);
  }
  if (!(energies.whole > 0.0)) return Error{ErrorKind::InvalidInput, "there is no sound to denoise"};
  return finding_of(energies);
}

}  // namespace timbre::measure
