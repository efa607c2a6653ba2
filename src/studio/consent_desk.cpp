#include "studio/consent_desk.h"

#include <ctime>
#include <utility>

#include "dsp/resample.h"
#include "measure/channels.h"
#include "measure/take_meter.h"
#include "score/thresholds.h"
#include "score/zones.h"
#include "studio/consent_sound.h"
#include "studio/consent_words.h"

namespace timbre::studio {
namespace {

using measure::MeasureId;
using safety::ConsentRecord;

constexpr int kListenerRateHz = 16000;

std::vector<float> for_listener(const audio::AudioView& sound) {
  measure::MonoMixer mixer(measure::decide_mix(sound));
  const auto mixed = mixer.mix(sound);
  const std::vector<float> mono(mixed.begin(), mixed.end());
  return dsp::resample(mono, sound.sample_rate_hz(), kListenerRateHz, dsp::ResampleQuality::Analysis);
}

Result<safety::RecordingQuality> quality_of(const audio::AudioView& sound) {
  TRY(const auto take, measure::measure_take(sound));
  const measure::TakeMeasurements& found = take.measurements;
  safety::RecordingQuality quality;
  quality.duration_s = sound.duration_s();
  if (!found.findings.no_speech) quality.snr_db = found.readings[MeasureId::SnrDb].value;
  const auto limit = score::threshold(MeasureId::ClippedPercent, score::studio_profile());
  const auto& clipped = found.readings[MeasureId::ClippedPercent].value;
  quality.is_clipped = limit && clipped && score::zone_level(limit->curve.grade(*clipped)) == score::ZoneLevel::Poor;
  return quality;
}

ConsentText text_of(const ConsentRecord& record) {
  const safety::Wording wording{record.language, record.wording, record.scope.purpose, record.company};
  return {safety::statement_words(record.statement, wording, record.person), record.statement, record.challenge,
          record.language};
}

safety::HeardWords nothing_heard(const ConsentText& text) {
  safety::HeardWords nothing;
  for (const auto& word : text.statement) nothing.statement.push_back({word.text, word.part, false});
  for (const auto& word : text.challenge) nothing.challenge.push_back({word, safety::WordPart::Content, false});
  return nothing;
}

/// None where nobody can tell; an error only where the listener itself was stopped.
Result<std::optional<safety::HeardWords>> words_of(const ConsentRecord& record, const audio::AudioView& sound,
                                                   const CancelToken& cancel) {
  const ConsentText text = text_of(record);
  auto heard = hear_consent(for_listener(sound), text, cancel);
  if (heard.ok()) return std::optional(std::move(*heard));
  if (heard.error().kind == ErrorKind::Unavailable) return std::optional<safety::HeardWords>();
  if (heard.error().kind != ErrorKind::InvalidInput) return heard.error();
  return std::optional(nothing_heard(text));  // too short to hold the words
}

}  // namespace

std::chrono::year_month_day local_date(const Clock& clock) {
  const std::time_t now = std::chrono::system_clock::to_time_t(clock.now());
  std::tm local{};
  ::localtime_r(&now, &local);
  return {std::chrono::year(local.tm_year + 1900), std::chrono::month(static_cast<unsigned>(local.tm_mon) + 1),
          std::chrono::day(static_cast<unsigned>(local.tm_mday))};
}

Result<void> ConsentDesk::compare_speaker(const ConsentRecord& record, const audio::AudioView& sound,
                                          const ConsentReference& reference, safety::ConsentEvidence& evidence) {
  auto answer = listeners_.compare_speaker(sound, record.voice_id, reference);
  if (answer.ok()) {
    evidence.speaker = *std::move(answer);
    return {};
  }
  const Error& error = answer.error();
  const bool cannot_be_told = error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::NotFound ||
                              error.kind == ErrorKind::InvalidInput;
  if (!cannot_be_told) return error;
  evidence.no_speaker_why = "Nobody compared the speaker with the voice to be cloned: " + error.message + ".";
  return {};
}

Result<safety::ConsentEvidence> ConsentDesk::gather(const ConsentRecord& record, const audio::AudioView& sound,
                                                    const ConsentReference& reference, const CancelToken& cancel) {
  safety::ConsentEvidence evidence;
  TRY(evidence.quality, quality_of(sound));
  const bool may_hold_words = evidence.quality.snr_db && evidence.quality.duration_s <= safety::kLongestConsentS;
  if (!may_hold_words) {
    evidence.heard = nothing_heard(text_of(record));
  } else {
    TRY(evidence.heard, words_of(record, sound, cancel));
  }
  if (listeners_.find_watermark) {
    const auto found = listeners_.find_watermark(sound);
    // too little sound to tell; where the key cannot be read, nothing passes
    if (!found.ok() && found.error().kind != ErrorKind::InvalidInput) return found.error();
    if (found.ok()) evidence.watermark = *found;
  }
  if (listeners_.compare_speaker) TRY_VOID(compare_speaker(record, sound, reference, evidence));
  if (listeners_.warn_of_synthesis) {
    const auto answer = listeners_.warn_of_synthesis(sound);
    if (answer.ok()) evidence.synthetic = *answer;
  }
  return evidence;
}

Result<ConsentRecord> ConsentDesk::submit(const std::string& id, std::string_view file, const CancelToken& cancel,
                                          const ConsentReference& reference) {
  if (file.size() > kMaxConsentBytes) {
    return Error{ErrorKind::InvalidInput, "the recording has " + std::to_string(file.size()) + " bytes; at most " +
                                              std::to_string(kMaxConsentBytes) + " are taken. Read only the text"};
  }
  TRY([[maybe_unused]] const ConsentRecord known, book_.find(id));
  TRY(const audio::AudioBuffer sound, decode_consent(file));
  TRY(const ConsentRecord tried, book_.begin_try(id));
  TRY(const safety::ConsentEvidence evidence, gather(tried, sound.view(), reference, cancel));
  return book_.conclude(tried, safety::check_consent(evidence), file);
}

}  // namespace timbre::studio
