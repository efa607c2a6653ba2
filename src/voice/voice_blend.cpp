#include "voice/voice_blend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "audio/audio_buffer.h"
#include "base/random.h"
#include "voice/voice_fitting.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kNearest = 12;  // of whom two are drawn beside the first
/// Where low and high voices lie: ln of about 112 and 200 Hz, and how far people are from there.
constexpr std::array kMeanLogF0{4.72, 5.30};
constexpr double kLogF0Spread = 0.12;
constexpr float kUsualF0Spread = 0.18F;
constexpr float kUsualPace = 0.5F;

void scale_to_unit(speaker::Embedding& values) {
  double square = 0.0;
  for (const float value : values) square += static_cast<double>(value) * static_cast<double>(value);
  for (float& value : values) value /= static_cast<float>(std::sqrt(std::max(square, 1e-20)));
}

Result<void> check(std::span<const SpeakerProfile> profiles, std::span<const double> weights) {
  double sum = 0.0;
  bool is_usable = !profiles.empty() && profiles.size() == weights.size();
  for (const double weight : weights) {
    is_usable = is_usable && weight >= 0.0 && std::isfinite(weight);
    sum += weight;
  }
  for (const SpeakerProfile& one : profiles) {
    is_usable = is_usable && one.embedding.size() == profiles.front().embedding.size();
  }
  if (is_usable && sum > 0.0) return {};
  return Error{ErrorKind::InvalidInput, std::to_string(profiles.size()) + " voices and " +
                                            std::to_string(weights.size()) +
                                            " weights: give each voice a weight from 0 on, one of them above 0"};
}

speaker::Embedding drawn_embedding(const std::vector<speaker::Embedding>& people, Random& random) {
  const speaker::Embedding& first = people[random.next() % people.size()];
  std::vector<const speaker::Embedding*> others;
  for (const auto& person : people) others.push_back(&person);
  std::stable_sort(others.begin(), others.end(), [&first](const auto* a, const auto* b) {
    return speaker::cosine(first, *a) > speaker::cosine(first, *b);
  });
  const std::size_t near = std::min(kNearest, others.size() - 1);
  speaker::Embedding sum(first.size(), 0.0F);
  for (int i = 0; i < 3; ++i) {
    const speaker::Embedding& one = i == 0 ? first : *others[1 + random.next() % near];
    const auto weight = static_cast<float>(0.2 + random.uniform());
    for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += weight * one[j];
  }
  scale_to_unit(sum);
  return sum;
}

/// As speech usually is: falling by some 25 dB to 8 kHz where it is voiced, flat where not.
SpeechTraits usual_traits(double log_f0) {
  SpeechTraits traits;
  traits.f0_median_hz = static_cast<float>(std::exp(log_f0));
  traits.f0_spread = kUsualF0Spread;
  traits.pace = kUsualPace;
  traits.floor = kCleanFloor;
  traits.voiced_frames = 500;
  for (std::size_t b = 0; b < kMelBands; ++b) {
    traits.voiced_mel[b] = -4.0F - 5.5F * static_cast<float>(b) / kMelBands;
    traits.unvoiced_mel[b] = -8.0F;
  }
  return traits;
}

}  // namespace

Result<SpeakerProfile> blend(std::span<const SpeakerProfile> profiles, std::span<const double> weights) {
  TRY_VOID(check(profiles, weights));
  double sum = 0.0;
  for (const double weight : weights) sum += weight;
  SpeakerProfile made;
  made.embedding.assign(profiles.front().embedding.size(), 0.0F);
  double log_f0 = 0.0;
  double voiced_frames = 0.0;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const auto share = static_cast<float>(weights[i] / sum);
    const SpeechTraits& t = profiles[i].traits;
    for (std::size_t j = 0; j < made.embedding.size(); ++j) made.embedding[j] += share * profiles[i].embedding[j];
    log_f0 += static_cast<double>(share) * std::log(static_cast<double>(t.f0_median_hz));
    voiced_frames += static_cast<double>(share) * static_cast<double>(t.voiced_frames);
    made.traits.level += share * t.level;
    made.traits.f0_spread += share * t.f0_spread;
    made.traits.pace += share * t.pace;
    made.traits.floor += share * t.floor;
    for (std::size_t b = 0; b < kMelBands; ++b) {
      made.traits.voiced_mel[b] += share * t.voiced_mel[b];
      made.traits.unvoiced_mel[b] += share * t.unvoiced_mel[b];
    }
  }
  made.traits.f0_median_hz = static_cast<float>(std::exp(log_f0));
  made.traits.voiced_frames = static_cast<std::size_t>(std::lround(voiced_frames));
  scale_to_unit(made.embedding);
  return made;
}

Result<SpeakerProfile> random_profile(std::uint64_t seed, const speaker::SpeakerEncoder& encoder,
                                      const BuiltInVoice& voice, const CancelToken& cancel) {
  const auto& people = encoder.card().cohort.people();
  if (people.size() < 3) {
    return Error{ErrorKind::Unavailable, "a voice is drawn from three people and the encoder's cohort has " +
                                             std::to_string(people.size()) + "; install Timbre's models again"};
  }
  SeededRandom random(seed);
  SpeakerProfile drawn;
  drawn.embedding = drawn_embedding(people, random);
  const double place = kLogF0Spread * random.normal();
  std::optional<SpeakerProfile> best;
  double best_likeness = -2.0;
  for (const double mean : kMeanLogF0) {
    drawn.traits = usual_traits(mean + place);
    SayOptions say;
    say.cancel = cancel;
    TRY(auto said, voice.say(kFitText, plain_fit(drawn), say));
    const audio::AudioBuffer sound(kVoiceRateHz, std::move(said));
    const auto heard = profile_of(sound.view(), encoder);
    const double likeness = heard.ok() ? speaker::cosine(heard->embedding, drawn.embedding) : -1.0;
    if (likeness <= best_likeness) continue;
    best_likeness = likeness;
    best = drawn;
    if (heard.ok()) best->traits.voiced_mel = heard->traits.voiced_mel;
    if (heard.ok()) best->traits.unvoiced_mel = heard->traits.unvoiced_mel;
  }
  return *best;
}

}  // namespace timbre::voice
