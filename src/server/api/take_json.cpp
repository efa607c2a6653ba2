#include "server/api/take_json.h"

#include "base/utc_time.h"
#include "base/utf8.h"

namespace timbre::server {
namespace {

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json score_of(const std::optional<double>& score) { return score ? Json{{"score", *score}} : Json(nullptr); }

Json split_labels(const std::string& labels) {
  Json all = Json::array();
  std::size_t start = 0;
  while (start < labels.size()) {
    const std::size_t end = std::min(labels.find(',', start), labels.size());
    all.push_back(labels.substr(start, end - start));
    start = end + 1;
  }
  return all;
}

/// What is stored as JSON is ours; were it damaged, the page still gets the rest.
Json parsed(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  Json json = Json::parse(*text, nullptr, false);
  return json.is_discarded() ? Json(nullptr) : json;
}

/// Stored as docs/formats/transcript.md says; here a word's letters are its "text", as everywhere in the interface.
Json transcript_of(const std::optional<std::string>& text) {
  Json json = parsed(text);
  if (!json.is_object() || !json.contains("words") || !json["words"].is_array()) return json;
  for (Json& word : json["words"]) {
    if (!word.is_object() || !word.contains("word")) continue;
    Json shown{{"text", word["word"]}};
    word.erase("word");
    shown.update(word);
    word = std::move(shown);
  }
  return json;
}

}  // namespace

std::string etag_of(std::int64_t revision) { return "\"" + std::to_string(revision) + "\""; }

Json to_json(const store::TakeSummary& take) {
  return {{"id", take.id},
          {"revision", take.revision},
          {"name", valid_utf8(take.name)},
          {"note", valid_utf8(take.note)},
          {"original_name", valid_utf8(take.original_name)},
          {"created", rfc3339(take.created_ms)},
          {"trashed", take.trashed_ms ? Json(rfc3339(*take.trashed_ms)) : Json(nullptr)},
          {"size_bytes", take.blob.size_bytes},
          {"duration_s", or_null(take.duration_s)},
          {"sample_rate_hz", or_null(take.sample_rate_hz)},
          {"prompt", valid_utf8(take.prompt)},
          {"verdict", or_null(take.verdict)},
          {"stars", or_null(take.stars)},
          {"overall", or_null(take.overall)},
          {"acoustic", score_of(take.acoustic)},
          {"delivery", score_of(take.delivery)},
          {"labels", split_labels(take.labels)},
          {"first_words", valid_utf8(take.first_words)},
          {"problem", take.problem ? Json(valid_utf8(*take.problem)) : Json(nullptr)}};
}

Json to_json(const store::Take& take) {
  Json json = to_json(take.summary);
  json["scorecard"] = parsed(take.scorecard_json);
  json["scorecard_version"] = or_null(take.scorecard_version);
  json["transcript"] = transcript_of(take.transcript_json);
  json["reading"] = parsed(take.reading_json);
  json["capture"] = parsed(take.capture_json);
  json["edited_text"] = take.edited_text ? Json(valid_utf8(*take.edited_text)) : Json(nullptr);
  return json;
}

Json to_json(const store::Recording& recording) {
  return {{"id", recording.id},
          {"started", rfc3339(recording.started_ms)},
          {"touched", rfc3339(recording.touched_ms)},
          {"sample_rate_hz", recording.sample_rate_hz},
          {"channel_count", recording.channel_count},
          {"prompt", valid_utf8(recording.prompt)},
          {"capture", recording.capture.empty() ? Json(nullptr) : parsed(recording.capture)},
          {"piece_count", recording.piece_count},
          {"byte_count", recording.byte_count}};
}

Json to_json(const studio::JobStatus& job) {
  return {{"id", job.id},
          {"kind", job.kind},
          {"subject", job.subject},
          {"state", std::string(studio::to_string(job.state))},
          {"progress", job.progress},
          {"error", valid_utf8(job.error)}};
}

}  // namespace timbre::server
