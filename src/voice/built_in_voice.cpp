#include "voice/built_in_voice.h"

#include <algorithm>
#include <cmath>

#include "phones/text_phones.h"
#include "voice/sentence_frames.h"
#include "voice/voice_level.h"

namespace timbre::voice {
namespace {

/// Silence between two sentences beside what their own marks last: together about the pause of clone/piece_joiner.h.
constexpr double kSentencePauseS = 0.15;
constexpr double kParagraphPauseS = 0.5;
constexpr std::size_t kFramesAtOnce = 25;

Error stopped() { return {ErrorKind::Cancelled, "speaking was stopped"}; }

VoiceFrames part_of(const VoiceFrames& frames, std::size_t first, std::size_t end) {
  const auto at = [](std::size_t place) { return static_cast<std::ptrdiff_t>(place); };
  return {{frames.log_mel.begin() + at(first * kMelBands), frames.log_mel.begin() + at(end * kMelBands)},
          {frames.f0_hz.begin() + at(first), frames.f0_hz.begin() + at(end)}};
}

std::vector<float> pause_after(const SentencePhones& sentence, const VoiceControls& controls) {
  const double pause_s = (sentence.ends_paragraph ? kParagraphPauseS : kSentencePauseS) * controls.pauses;
  return std::vector<float>(static_cast<std::size_t>(std::lround(pause_s / controls.speed * kVoiceRateHz)), 0.0F);
}

}  // namespace

Result<std::shared_ptr<const BuiltInVoice>> BuiltInVoice::open(const std::filesystem::path& folder, FileSystem& disk) {
  TRY(auto model, AcousticModel::open(folder, disk));
  TRY(auto vocoder, Vocoder::open(folder, disk));
  return std::make_shared<const BuiltInVoice>(std::move(model), std::move(vocoder));
}

Result<void> BuiltInVoice::say(std::string_view text, const VoiceFit& voice, const SayOptions& options,
                               const SoundSink& sink) const {
  TRY_VOID(check_controls(options.controls));
  phones::TextPhonesOptions reading;
  if (!options.language.empty()) reading.language = options.language;
  TRY(const auto phoned, phones::phones_of_text(text, reading));
  const auto sentences = cut_into_sentences(phoned.phones);
  if (sentences.empty()) {
    return Error{ErrorKind::InvalidInput, "the text holds no word that can be said; write at least one sentence"};
  }
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    TRY_VOID(say_sentence(sentences[s], s, voice, options, sink));
    const auto pause = pause_after(sentences[s], options.controls);
    if (s + 1 < sentences.size() && !pause.empty()) TRY_VOID(sink(pause));
    if (options.on_progress) options.on_progress(static_cast<double>(s + 1) / static_cast<double>(sentences.size()));
  }
  return {};
}

Result<void> BuiltInVoice::say_sentence(const SentencePhones& sentence, std::size_t number, const VoiceFit& voice,
                                        const SayOptions& options, const SoundSink& sink) const {
  if (options.cancel.is_cancelled()) return stopped();
  TRY(const VoiceFrames frames, sentence_frames(*model_, sentence, voice, options.controls, number));
  const float gain = level_gain(frames);
  VocoderStream stream(vocoder_, {.rate_hz = kVoiceRateHz, .seed = options.controls.seed.value_or(1) + number});
  const auto give = [&](std::vector<float> samples) -> Result<void> {
    if (options.cancel.is_cancelled()) return stopped();
    if (samples.empty()) return {};
    make_loud(samples, gain);
    return sink(samples);
  };
  for (std::size_t first = 0; first < frames.count(); first += kFramesAtOnce) {
    const auto part = part_of(frames, first, std::min(frames.count(), first + kFramesAtOnce));
    TRY(auto samples, stream.push(part));
    TRY_VOID(give(std::move(samples)));
  }
  TRY(auto rest, stream.finish());
  return give(std::move(rest));
}

Result<std::vector<float>> BuiltInVoice::say(std::string_view text, const VoiceFit& voice,
                                             const SayOptions& options) const {
  std::vector<float> sound;
  TRY_VOID(say(text, voice, options, [&sound](std::span<const float> block) -> Result<void> {
    sound.insert(sound.end(), block.begin(), block.end());
    return {};
  }));
  return sound;
}

}  // namespace timbre::voice
