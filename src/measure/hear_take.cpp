#include "measure/hear_take.h"

#include <algorithm>

#include "measure/denoiser.h"
#include "measure/swift_f0.h"

namespace timbre::measure {
namespace {

constexpr double kRateHz = 16000.0;
constexpr const char* kNoSpeech = "no speech was found";

std::span<const float> first_seconds(std::span<const float> samples, double seconds) {
  return samples.first(std::min(samples.size(), static_cast<std::size_t>(seconds * kRateHz)));
}

void hear_opinion(const HeardTake& take, const Networks& networks, SecondOpinions& out) {
  out.perceptual_why = networks.dnsmos.why;
  if (!networks.dnsmos.network) return;
  auto opinion = networks.dnsmos.network->hear(
      take.samples_16k,
      {.thread_count = take.thread_count, .most_windows = kMostDnsmosWindows, .cancel = networks.cancel});
  out.perceptual_why = opinion.ok() ? "" : opinion.error().message;
  if (opinion.ok()) out.perceptual = std::move(*opinion);
}

void hear_noise_of(const HeardTake& take, const Networks& networks, SecondOpinions& out) {
  out.denoiser_why = networks.gtcrn.why;
  if (!networks.gtcrn.network || networks.cancel.is_cancelled()) return;
  auto finding = hear_noise(first_seconds(take.samples_16k, kDenoisedS), *networks.gtcrn.network);
  out.denoiser_why = finding.ok() ? "" : finding.error().message;
  if (finding.ok()) out.denoiser = std::move(*finding);
}

void hear_pitch(const HeardTake& take, const Networks& networks, SecondOpinions& out) {
  out.pitch_why = networks.swift_f0.why;
  if (!networks.swift_f0.network || take.pitch == nullptr || networks.cancel.is_cancelled()) return;
  const auto pitch = swift_f0(take.samples_16k, *networks.swift_f0.network);
  if (!pitch.ok()) {
    out.pitch_why = pitch.error().message;
    return;
  }
  out.pitch = compare_pitch(*pitch, *take.pitch);
  out.pitch_why = out.pitch ? "" : "too little of the take is voiced";
}

}  // namespace

SecondOpinions hear_take(const HeardTake& take, const Networks& networks) {
  SecondOpinions out;
  if (!take.has_speech) {
    out.perceptual_why = out.denoiser_why = out.pitch_why = kNoSpeech;
    return out;
  }
  HeardTake heard = take;
  heard.samples_16k = first_seconds(take.samples_16k, kHeardS);
  hear_opinion(heard, networks, out);
  hear_noise_of(heard, networks, out);
  hear_pitch(heard, networks, out);
  return out;
}

}  // namespace timbre::measure
