#include "studio/transcribed_json.h"

#include "base/utf8.h"
#include "text/transcript_json.h"

namespace timbre::studio {

Json to_json(const TranscribedFile& transcribed, const std::string& file) {
  const auto confidence = transcribed.transcript.confidence();
  Json notes = Json::array();
  for (const auto& note : transcribed.notes) notes.push_back(valid_utf8(note));
  Json json{{"version", kTranscriptVersion},
            {"file", valid_utf8(file)},
            {"has_speech", transcribed.has_speech},
            {"is_uncertain", confidence && *confidence < text::kUncertainBelow},
            {"is_from_cache", transcribed.is_from_cache},
            {"notes", std::move(notes)}};
  json.update(text::to_json(transcribed.transcript));
  return json;
}

}  // namespace timbre::studio
