#include "voice/class_residual.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "phones/spoken_text.h"
#include "voice/clip_prosody.h"
#include "voice/speaker_pitch.h"

namespace timbre::voice {
namespace {

/// No more is asked of the model at once; it was taught on sentences.
constexpr std::size_t kLongestStretchFrames = 15 * kFramesPerSecond;
constexpr double kLeastWordFit = 0.2;

struct Clip {
  VoiceFrames frames;
  SpeechTraits traits;
  Prosody prosody;
};

Result<Clip> analysed(std::span<const float> samples) {
  Clip clip;
  TRY(clip.frames, analyse_voice(samples));
  TRY(clip.frames.f0_hz, speaker_f0(samples));
  clip.frames.f0_hz.resize(clip.frames.log_mel.size() / kMelBands, 0.0F);
  TRY(clip.traits, traits_of(clip.frames));
  clip.prosody = prosody_of(clip.frames, clip.traits);
  return clip;
}

/// One sentence of the clip, and where in it.
struct Stretch {
  std::vector<phones::Phone> phones;
  std::vector<std::size_t> counts;
  std::vector<bool> is_doubtful;
  std::size_t first_frame = 0;

  [[nodiscard]] std::size_t frame_count() const {
    std::size_t count = 0;
    for (const std::size_t one : counts) count += one;
    return count;
  }
};

bool ends_sentence(phones::PhoneId id) {
  return id == phones::kStop || id == phones::kQuestion || id == phones::kExclamation || id == phones::kParagraph;
}

/// A sentence ends with its mark; one that is too long, at its next pause.
std::vector<Stretch> stretches_of(std::span<const TimedPhone> phones, std::size_t frame_count) {
  std::vector<Stretch> stretches;
  Stretch next;
  std::size_t at = 0;
  for (const TimedPhone& timed : phones) {
    const auto end = static_cast<std::size_t>(std::lround(std::max(0.0, timed.end_s) * kFramesPerSecond));
    const std::size_t count = std::min(end, frame_count) - std::min(at, std::min(end, frame_count));
    if (next.phones.empty()) next.first_frame = at;
    next.phones.push_back(timed.phone);
    next.counts.push_back(count);
    next.is_doubtful.push_back(timed.is_doubtful);
    at += count;
    const bool is_long = at - next.first_frame > kLongestStretchFrames && !phones::is_sound(timed.phone.id);
    if (!ends_sentence(timed.phone.id) && !is_long) continue;
    stretches.push_back(std::move(next));
    next = {};
  }
  if (!next.phones.empty()) stretches.push_back(std::move(next));
  return stretches;
}

Prosody part_of(const Prosody& whole, std::size_t first, std::size_t count) {
  const auto cut = [&](const auto& values) {
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(first);
    return std::decay_t<decltype(values)>(from, from + static_cast<std::ptrdiff_t>(count));
  };
  return {cut(whole.f0), cut(whole.voiced), cut(whole.energy)};
}

struct Sums {
  std::array<std::array<double, kMelBands>, kSoundClasses> of_class{};
  std::array<double, kSoundClasses> frames{};
};

/// What `fit` corrects already is no residual.
Result<void> add_stretch(const Stretch& stretch, const Clip& clip, const VoiceFit& fit, const AcousticModel& model,
                         Sums& sums) {
  const std::size_t count = stretch.frame_count();
  if (count == 0) return {};
  const auto speaker = speaker_inputs(fit.told, clip.traits.floor);
  TRY(const auto encoded, model.encode(stretch.phones, speaker));
  const Prosody prosody = part_of(clip.prosody, stretch.first_frame, count);
  VoiceFrames made;
  TRY(made.log_mel, model.mels(encoded, stretch.counts, prosody, speaker));
  for (std::size_t f = 0; f < count; ++f) made.f0_hz.push_back(prosody.voiced[f] ? 1.0F : 0.0F);
  const auto classes = frame_classes(stretch.phones, stretch.counts);
  correct_mels(made, fit.corrections, classes);
  std::size_t frame = 0;
  for (std::size_t p = 0; p < stretch.phones.size(); ++p) {
    for (std::size_t i = 0; i < stretch.counts[p]; ++i, ++frame) {
      if (classes[frame] == SoundClass::None || stretch.is_doubtful[p]) continue;
      const auto at = static_cast<std::size_t>(classes[frame]);
      const float* was = clip.frames.log_mel.data() + (stretch.first_frame + frame) * kMelBands;
      sums.frames[at] += 1.0;
      for (std::size_t b = 0; b < kMelBands; ++b) {
        const float wanted = was[b] - clip.traits.level + kSpeechLevel;
        sums.of_class[at][b] += static_cast<double>(wanted - made.log_mel[frame * kMelBands + b]);
      }
    }
  }
  return {};
}

/// The first kResidualTerms cosines over the bands and the mean, times `share`.
MelCorrection smooth(const std::array<double, kMelBands>& values, double share) {
  MelCorrection smoothed{};
  for (std::size_t term = 0; term <= kResidualTerms; ++term) {
    const auto cosine = [term](std::size_t band) {
      return std::cos(std::numbers::pi * static_cast<double>(term) * (static_cast<double>(band) + 0.5) / kMelBands);
    };
    double weight = 0.0;
    for (std::size_t b = 0; b < kMelBands; ++b) weight += values[b] * cosine(b);
    weight *= share * (term == 0 ? 1.0 : 2.0) / kMelBands;
    for (std::size_t b = 0; b < kMelBands; ++b) smoothed[b] += static_cast<float>(weight * cosine(b));
  }
  for (float& value : smoothed) value = std::clamp(value, -kMostResidual, kMostResidual);
  return smoothed;
}

Error other_words() {
  return {ErrorKind::InvalidInput,
          "the transcript is not what is said in the clip, or the clip is hard to make out; correct the transcript, "
          "then try again"};
}

}  // namespace

Result<std::vector<TimedPhone>> phones_of_clip(std::span<const float> samples_16k, std::string_view transcript,
                                               const CancelToken& cancel) {
  const std::string said = phones::spoken_text(transcript);
  asr::AlignOptions options;
  options.finds_edits = false;
  options.cancel = cancel;
  TRY(const auto alignment, asr::align(samples_16k, said, options));
  if (alignment.confidence < kLeastClipFit) return other_words();
  std::vector<SpokenWord> spoken;
  for (const asr::AlignedWord& word : alignment.words) {
    if (word.reading == asr::Reading::Read) spoken.push_back({word.text, word.phones, word.confidence});
  }
  TRY(const auto text, phones::phones_of_text(said));
  auto words = words_in_both(text, spoken);
  if (!words) return other_words();
  for (ReadWord& word : *words) word.is_doubtful = word.spoken->confidence < kLeastWordFit;
  return timed_phones(text, *words, static_cast<double>(samples_16k.size()) / kAnalysisRateHz);
}

Result<std::array<MelCorrection, kSoundClasses>> class_residual(std::span<const float> samples_16k,
                                                                std::span<const TimedPhone> phones, const VoiceFit& fit,
                                                                const AcousticModel& model,
                                                                const ResidualOptions& options) {
  TRY(const Clip clip, analysed(samples_16k));
  Sums sums;
  for (const Stretch& stretch : stretches_of(phones, clip.frames.count())) {
    TRY_VOID(add_stretch(stretch, clip, fit, model, sums));
  }
  std::array<MelCorrection, kSoundClasses> residual{};
  const double believed = static_cast<double>(options.believed_s) * kFramesPerSecond;
  for (std::size_t c = 0; c < kSoundClasses; ++c) {
    if (sums.frames[c] == 0.0) continue;
    // the sum over n frames, divided by n, times n / (n + k)
    residual[c] = smooth(sums.of_class[c], static_cast<double>(options.weight) / (sums.frames[c] + believed));
  }
  return residual;
}

}  // namespace timbre::voice
