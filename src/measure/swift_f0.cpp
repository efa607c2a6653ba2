#include "measure/swift_f0.h"

#include <algorithm>
#include <cmath>

#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

constexpr double kRateHz = 16000.0;
constexpr std::size_t kHop = 256;
constexpr double kFirstMiddle = 127.5;  // samples
constexpr float kVoiced = 0.9F;
constexpr float kLowestHz = 46.875F;
constexpr float kHighestHz = 2093.75F;
constexpr double kAgreementSt = 0.5;

double semitones(double from_hz, double to_hz) { return 12.0 * std::log2(to_hz / from_hz); }

}  // namespace

Result<NetworkPitch> swift_f0(std::span<const float> samples_16k, const nn::OnnxSession& network) {
  NetworkPitch pitch{kHop / kRateHz, kFirstMiddle / kRateHz, {}};
  if (samples_16k.size() < kHop) return pitch;
  const std::vector<nn::NamedTensor> inputs{{"input_audio",
                                             {{1, static_cast<std::int64_t>(samples_16k.size())},
                                              std::vector<float>(samples_16k.begin(), samples_16k.end())}}};
  TRY(const auto outputs, network.run(inputs));
  const auto* hz = outputs.size() == 2 ? outputs[0].tensor.floats() : nullptr;
  const auto* confidence = outputs.size() == 2 ? outputs[1].tensor.floats() : nullptr;
  if (hz == nullptr || confidence == nullptr || hz->size() != confidence->size()) {
    return Error{ErrorKind::Corrupt, "'" + network.name() + "' is not the network of SwiftF0"};
  }
  pitch.f0_hz.resize(hz->size());
  for (std::size_t i = 0; i < hz->size(); ++i) {
    const float f0 = (*hz)[i];
    pitch.f0_hz[i] = (*confidence)[i] > kVoiced && f0 >= kLowestHz && f0 <= kHighestHz ? f0 : 0.0F;
  }
  return pitch;
}

std::optional<PitchFinding> compare_pitch(const NetworkPitch& network, const PitchContour& measured) {
  std::vector<double> theirs;
  std::vector<double> ours;
  std::size_t agreeing = 0;
  for (std::size_t i = 0; i < network.f0_hz.size(); ++i) {
    const double f0 = measured.at(network.first_s + static_cast<double>(i) * network.hop_s);
    if (network.f0_hz[i] <= 0.0F || f0 <= 0.0) continue;
    theirs.push_back(network.f0_hz[i]);
    ours.push_back(f0);
    agreeing += std::abs(semitones(f0, theirs.back())) <= kAgreementSt ? 1 : 0;
  }
  if (ours.size() < kPitchLeastFrames) return std::nullopt;
  const double share = static_cast<double>(agreeing) / static_cast<double>(ours.size());
  const double median_hz = dsp::quantile(theirs, 0.5);
  return PitchFinding{"swiftf0", median_hz, semitones(dsp::quantile(ours, 0.5), median_hz), 100.0 * share};
}

}  // namespace timbre::measure
