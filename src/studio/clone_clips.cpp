#include "studio/clone_clips.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "base/utf8.h"

namespace timbre::studio {
namespace {

int rank_of(const store::TakeSummary& take) {
  if (!take.verdict) return 3;
  return *take.verdict == "keep" ? 0 : *take.verdict == "review" ? 1 : 2;
}

bool is_better(const VoiceClip& a, const VoiceClip& b) {
  if (rank_of(a.take) != rank_of(b.take)) return rank_of(a.take) < rank_of(b.take);
  const double of_a = a.take.overall.value_or(-1);
  const double of_b = b.take.overall.value_or(-1);
  if (of_a != of_b) return of_a > of_b;
  return a.take.created_ms > b.take.created_ms;
}

std::string words_of(const store::Take& take) {
  if (take.edited_text && !take.edited_text->empty()) return "its words were checked by a person";
  if (!take.summary.prompt.empty()) return "it was read from a prompt";
  if (take.transcript_json) return "its words were heard by a machine and not checked";
  return "its words are not known";
}

std::string why_of(const store::Take& take) {
  const store::TakeSummary& summary = take.summary;
  if (summary.problem) return "It could not be judged: " + *summary.problem;
  if (!summary.verdict) return "It has not been judged yet; " + words_of(take) + ".";
  std::string verdict = *summary.verdict;
  if (!verdict.empty()) verdict[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(verdict[0])));
  if (summary.overall) verdict += ", " + std::to_string(std::lround(*summary.overall)) + " of 100";
  return verdict + "; " + words_of(take) + ".";
}

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace

Result<std::vector<VoiceClip>> clips_of_voice(store::TakeStore& takes, store::ConsentStore& voices,
                                              const std::string& voice_id) {
  TRY(const safety::Voice voice, voices.voice(voice_id));
  if (voice.revoked_ms) {
    return Error{ErrorKind::Denied, "the consent for the voice '" + voice.name + "' was taken back; nothing is made"};
  }
  TRY(const auto references, voices.references(voice_id));
  std::vector<VoiceClip> clips;
  for (const std::string& id : references) {
    const auto take = takes.get(id);
    if (!take.ok() && take.error().kind == ErrorKind::NotFound) continue;
    if (!take.ok()) return take.error();
    if (!take->summary.trashed_ms) clips.push_back({take->summary, why_of(*take)});
  }
  std::stable_sort(clips.begin(), clips.end(), is_better);
  return clips;
}

Json to_json(const VoiceClip& clip) {
  const store::TakeSummary& take = clip.take;
  return {{"take", take.id},
          {"name", valid_utf8(take.name)},
          {"stars", or_null(take.stars)},
          {"overall", or_null(take.overall)},
          {"verdict", or_null(take.verdict)},
          {"duration_s", or_null(take.duration_s)},
          {"why", valid_utf8(clip.why)}};
}

}  // namespace timbre::studio
