#include "studio/take_words.h"

#include "base/json.h"
#include "base/sha256.h"
#include "text/ref_text.h"
#include "text/transcript_json.h"

namespace timbre::studio {
namespace {

/// What is stored is ours; were it damaged, the take has no transcript.
std::optional<text::Transcript> stored_transcript(const store::Take& take) {
  if (!take.transcript_json) return std::nullopt;
  const Json json = Json::parse(*take.transcript_json, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  auto transcript = text::transcript_from_json(json);
  if (!transcript.ok() || transcript->words.empty()) return std::nullopt;
  return std::move(*transcript);
}

std::string no_words_why(const store::Take& take) {
  if (take.transcript_json) return "no words were heard in the take";
  return "nobody has listened for the words of the take yet";
}

}  // namespace

Result<std::optional<asr::KnownText>> TakeWordsFinder::known(const store::Take& take, const std::filesystem::path& path,
                                                             const std::string& text, const std::string& language,
                                                             const CancelToken& cancel) {
  const std::string name = take.summary.blob.sha256 + " " + language + " " + sha256_hex(text);
  TRY(const auto words, remembered_.get(name, [&] {
    AlignFileOptions options;
    options.align.cancel = cancel;
    if (!language.empty()) options.align.language = language;
    return known_words(path, text, options);
  }));
  return words->known;
}

Result<TakeWords> TakeWordsFinder::find(const store::Take& take, const std::filesystem::path& path,
                                        const CancelToken& cancel) {
  TakeWords words;
  words.transcript = stored_transcript(take);
  const std::string language = words.transcript ? words.transcript->language : "";
  const std::string own = take.edited_text.value_or("");
  const std::string& text = own.empty() ? take.summary.prompt : own;  // a person's edit is of what was said
  if (!text.empty()) {
    TRY(auto known, this->known(take, path, text, language, cancel));
    if (known) {
      words.transcript = std::move(known->transcript);
      words.departures = std::move(known->departures);
      return words;
    }
  }
  if (!own.empty()) {
    words.whole_text = text::edited_ref_text(own);
  } else if (!words.transcript) {
    words.why = no_words_why(take);
  }
  return words;
}

std::string words_stamp(const store::Take& take) {
  std::string all = take.edited_text.value_or("");
  all.push_back('\0');
  all += take.summary.prompt;
  all.push_back('\0');
  all += take.transcript_json.value_or("");
  return sha256_hex(all);
}

}  // namespace timbre::studio
