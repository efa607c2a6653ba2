#include "score/scorecard_json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "measure/word_timing.h"
#include "score/number_text.h"

namespace timbre::score {
namespace {

/// null when there is none; a whole number where no decimals are meaningful.
Json number(const std::optional<double>& value, int decimals) {
  if (!value || !std::isfinite(*value)) return nullptr;
  const double exact = rounded(*value, decimals);
  constexpr double kWhole = 9007199254740992.0;  // 2^53
  if (decimals == 0 && std::abs(exact) < kWhole) return static_cast<std::int64_t>(exact);
  return exact;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(valid_utf8(text)); }

Json name_or_null(const std::optional<measure::MeasureId>& id) {
  return id ? Json(std::string(measure::measure_info(*id).name)) : Json(nullptr);
}

Json axis_json(const AxisScore& axis) {
  Json json{{"score", number(axis.score, 1)}};
  if (!axis.score) json["why"] = valid_utf8(axis.why);
  return json;
}

Json measure_json(const MeasureScore& entry) {
  const measure::MeasureInfo& info = measure::measure_info(entry.id);
  Json json;
  json["value"] = number(entry.value, info.decimals);
  json["unit"] = std::string(info.unit);
  json["grade"] = number(entry.grade, 2);
  json["limit"] = entry.limit;
  json["source"] = entry.source;
  json["next"] = valid_utf8(entry.next);
  if (!entry.value) json["why"] = valid_utf8(entry.why);
  return json;
}

Json rejects_json(const Scorecard& card) {
  Json list = Json::array();
  for (const Reject& reject : card.rejects) {
    const measure::MeasureInfo& info = measure::measure_info(reject.measure);
    list.push_back({{"measure", std::string(info.name)},
                    {"value", number(reject.value, info.decimals)},
                    {"limit", number(reject.limit, info.decimals)},
                    {"why", valid_utf8(reject.why)}});
  }
  return list;
}

Json events_json(const Scorecard& card) {
  Json list = Json::array();
  for (const measure::Event& event : card.events) {
    list.push_back({{"kind", std::string(measure::to_string(event.kind))},
                    {"start_s", number(event.range.start_s, 4)},
                    {"end_s", number(event.range.end_s, 4)}});
  }
  if (!card.speaker) return list;
  for (const TimeRange& range : card.speaker->others) {
    list.push_back({{"kind", "other_voice"}, {"start_s", number(range.start_s, 2)}, {"end_s", number(range.end_s, 2)}});
  }
  std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) {
    return a["start_s"].get<double>() < b["start_s"].get<double>();
  });
  return list;
}

Json ranges_json(const std::vector<TimeRange>& ranges) {
  Json list = Json::array();
  for (const TimeRange& range : ranges) {
    list.push_back({{"start_s", number(range.start_s, 3)}, {"end_s", number(range.end_s, 3)}});
  }
  return list;
}

Json transcript_json(const text::Transcript& transcript) {
  Json json;
  json["text"] = valid_utf8(transcript.text());
  json["engine"] = valid_utf8(transcript.engine);
  json["language"] = valid_utf8(transcript.language);
  json["confidence"] = number(transcript.confidence(), 3);
  json["uncertain"] = !transcript.words.empty() && measure::is_uncertain(transcript);
  json["words"] = Json::array();
  for (const text::TimedWord& word : transcript.words) {
    json["words"].push_back({{"text", valid_utf8(word.text)},
                             {"start_s", number(word.range.start_s, 3)},
                             {"end_s", number(word.range.end_s, 3)},
                             {"confidence", number(word.confidence, 3)}});
  }
  return json;
}

Json advice_json(const Scorecard& card) {
  Json list = Json::array();
  for (const Advice& advice : card.advice) {
    list.push_back({{"id", advice.id},
                    {"measure", name_or_null(advice.measure)},
                    {"text", valid_utf8(advice.text)},
                    {"gain", number(advice.gain, 1)}});
  }
  return list;
}

Json audio_json(const audio::StoredFormat& stored) {
  Json json;
  json["container"] = valid_utf8(stored.container);
  json["codec"] = valid_utf8(stored.codec);
  json["sample_rate_hz"] = stored.sample_rate_hz;
  json["channel_count"] = stored.channel_count;
  json["bit_depth"] = stored.bit_depth ? Json(*stored.bit_depth) : Json(nullptr);
  json["is_float"] = stored.is_float;
  json["is_lossy"] = stored.is_lossy;
  json["channel_layout"] = valid_utf8(stored.channel_layout);
  return json;
}

Json findings_json(const measure::Findings& f) {
  Json json;
  json["snr_estimates_disagree"] = f.snr_estimates_disagree;
  json["digital_silence"] = f.digital_silence;
  json["gated"] = f.gated;
  json["noise_suppressed"] = f.noise_suppressed;
  json["upsampled"] = f.upsampled;
  json["lossy_low_pass_hz"] = number(f.lossy_low_pass_hz, 0);
  json["original_rate_hz"] = number(f.original_rate_hz, 0);
  json["hum_mains_hz"] = f.hum_mains_hz;
  json["cut_start"] = f.cut_start;
  json["cut_end"] = f.cut_end;
  json["no_speech"] = f.no_speech;
  json["is_silent"] = f.is_silent;
  json["is_dc_only"] = f.is_dc_only;
  json["non_finite_count"] = f.non_finite_count;
  return json;
}

Json perceptual_json(const Scorecard& card) {
  if (!card.perceptual) return nullptr;
  return {{"name", valid_utf8(card.perceptual->name)},
          {"mos", number(card.perceptual->mos, 2)},
          {"sig", number(card.perceptual->sig, 2)},
          {"bak", number(card.perceptual->bak, 2)},
          {"p808", number(card.perceptual->p808, 2)}};
}

Json diagnosis_json(const measure::SecondOpinions& opinions) {
  Json json{{"denoiser", nullptr}};
  if (const auto& denoiser = opinions.denoiser) {
    json["denoiser"] = {{"name", valid_utf8(denoiser->name)},
                        {"removed_db", number(denoiser->removed_db, 1)},
                        {"snr_db", number(denoiser->snr_db, 1)}};
  } else {
    json["denoiser_why"] = valid_utf8(opinions.denoiser_why);
  }
  json["pitch"] = nullptr;
  if (const auto& pitch = opinions.pitch) {
    json["pitch"] = {{"name", valid_utf8(pitch->name)},
                     {"f0_median_hz", number(pitch->f0_median_hz, 1)},
                     {"difference_st", number(pitch->difference_st, 2)},
                     {"agree_percent", number(pitch->agree_percent, 1)}};
  } else {
    json["pitch_why"] = valid_utf8(opinions.pitch_why);
  }
  return json;
}

Json speaker_json(const SpeakerFinding& speaker) {
  return {{"model", valid_utf8(speaker.model)},
          {"one_voice", speaker.others.empty()},
          {"heard_s", number(speaker.heard_s, 1)},
          {"contrast", number(speaker.contrast, 3)},
          {"others", ranges_json(speaker.others)}};
}

Json measures_json(const Scorecard& card) {
  Json json = Json::object();
  for (const MeasureScore& entry : card.measures) {
    json[std::string(measure::measure_info(entry.id).name)] = measure_json(entry);
  }
  return json;
}

}  // namespace

Json to_json(const Scorecard& card) {
  Json json;
  json["version"] = kScorecardVersion;
  json["timbre"] = card.timbre_version;
  json["file"] = valid_utf8(card.file);
  json["profile"] = std::string(card.profile.name);
  json["verdict"] = std::string(to_string(card.verdict));
  json["stars"] = card.stars;
  json["overall"] = number(card.overall, 1);
  json["overall_measured"] = number(card.overall_measured, 1);
  json["acoustic"] = axis_json(card.acoustic);
  json["delivery"] = axis_json(card.delivery);
  json["perceptual"] = perceptual_json(card);
  if (!card.perceptual) json["perceptual_why"] = valid_utf8(card.perceptual_why);
  json["summary"] = valid_utf8(card.summary);
  json["first"] = text_or_null(card.first);
  json["labels"] = card.labels;
  json["rejects"] = rejects_json(card);
  json["audio"] = audio_json(card.stored);
  json["channels"] = {{"layout", std::string(measure::to_string(card.findings.channels))},
                      {"analysis_signal", valid_utf8(card.findings.analysis_signal)}};
  json["findings"] = findings_json(card.findings);
  json["measures"] = measures_json(card);
  json["events"] = events_json(card);
  json["pauses"] = ranges_json(card.pauses);
  json["transcript"] = card.words.transcript ? transcript_json(*card.words.transcript) : Json(nullptr);
  if (!card.words.transcript) json["transcript_why"] = valid_utf8(card.words.why);
  json["voice_activity"] = valid_utf8(card.opinions.voice_activity);
  json["diagnosis"] = diagnosis_json(card.opinions);
  json["speaker"] = card.speaker ? speaker_json(*card.speaker) : Json(nullptr);
  if (!card.speaker) json["speaker_why"] = valid_utf8(card.speaker_why);
  json["advice"] = advice_json(card);
  json["notes"] = Json::array();
  for (const std::string& note : card.notes) json["notes"].push_back(valid_utf8(note));
  return json;
}

}  // namespace timbre::score
