#include "text/transcript_json.h"

#include <algorithm>
#include <cmath>
#include <zlib.h>

#include "base/utf8.h"
#include "text/language_name.h"
#include "text/phrases.h"

namespace timbre::text {
namespace {

// An engine may place the last word slightly past the end of what it heard.
constexpr double kPastEndS = 1.0;
// What ln(0) would be, cut off where OpenAI's own values end.
constexpr double kLeastConfidence = 1e-5;

double to_ms(double seconds) { return std::round(seconds * 1000.0) / 1000.0; }

Error corrupt(const std::string& what) { return {ErrorKind::Corrupt, "not a transcript: " + what}; }

Result<double> number_in(const Json& json, const char* field, double least, double most) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_number()) return corrupt(std::string(field) + " is no number");
  const double value = found->get<double>();
  if (!(value >= least && value <= most)) return corrupt(std::string(field) + " is out of range");
  return value;
}

Result<std::string> string_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_string()) return corrupt(std::string(field) + " is no string");
  return found->get<std::string>();
}

Result<TimedWord> word_from_json(const Json& json, double earliest_s, double latest_s) {
  if (!json.is_object()) return corrupt("a word is no object");
  TimedWord word;
  TRY(word.text, string_in(json, "word"));
  if (word.text.empty()) return corrupt("a word is empty");
  TRY(word.range.start_s, number_in(json, "start_s", earliest_s, latest_s));
  TRY(word.range.end_s, number_in(json, "end_s", word.range.start_s, latest_s));
  TRY(word.confidence, number_in(json, "confidence", 0.0, 1.0));
  return word;
}

double compression_ratio(const std::string& text) {
  uLongf size = ::compressBound(static_cast<uLong>(text.size()));
  std::string packed(size, '\0');
  // One buffer at zlib's own bound: this cannot run out of room.
  ::compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
             static_cast<uLong>(text.size()));
  return static_cast<double>(text.size()) / static_cast<double>(std::max<uLongf>(1, size));
}

Json segment_of(const std::vector<TimedWord>& words, WordRun run, std::size_t id) {
  const TimeRange range = range_of(words, run);
  const std::string text = " " + valid_utf8(text_of(words, run));
  double log_sum = 0.0;
  for (std::size_t i = run.first; i < run.end; ++i)
    log_sum += std::log(std::max(kLeastConfidence, words[i].confidence));
  return {{"id", id},
          {"seek", std::lround(range.start_s * 100.0)},
          {"start", to_ms(range.start_s)},
          {"end", to_ms(range.end_s)},
          {"text", text},
          {"tokens", Json::array()},
          {"temperature", 0.0},
          {"avg_logprob", log_sum / static_cast<double>(run.end - run.first)},
          {"compression_ratio", compression_ratio(text)},
          {"no_speech_prob", 0.0}};
}

}  // namespace

Json to_json(const Transcript& transcript) {
  Json words = Json::array();
  for (const auto& word : transcript.words) {
    words.push_back({{"word", valid_utf8(word.text)},
                     {"start_s", to_ms(word.range.start_s)},
                     {"end_s", to_ms(word.range.end_s)},
                     {"confidence", to_ms(std::clamp(word.confidence, 0.0, 1.0))}});
  }
  const auto confidence = transcript.confidence();
  return {{"engine", valid_utf8(transcript.engine)},
          {"language", valid_utf8(transcript.language)},
          {"duration_s", to_ms(transcript.duration_s)},
          {"confidence", confidence ? Json(to_ms(*confidence)) : Json(nullptr)},
          {"text", valid_utf8(transcript.text())},
          {"words", std::move(words)}};
}

Result<Transcript> transcript_from_json(const Json& json) {
  if (!json.is_object()) return corrupt("no object");
  Transcript transcript;
  TRY(transcript.engine, string_in(json, "engine"));
  TRY(transcript.language, string_in(json, "language"));
  TRY(transcript.duration_s, number_in(json, "duration_s", 0.0, 1e9));
  const auto words = json.find("words");
  if (words == json.end() || !words->is_array()) return corrupt("words is no array");
  double at_s = 0.0;
  for (const auto& entry : *words) {
    TRY(TimedWord word, word_from_json(entry, at_s, transcript.duration_s + kPastEndS));
    at_s = word.range.end_s;
    transcript.words.push_back(std::move(word));
  }
  return transcript;
}

Json to_verbose_json(const Transcript& transcript) {
  Json segments = Json::array();
  for (const WordRun& run : split_into_phrases(transcript.words))
    segments.push_back(segment_of(transcript.words, run, segments.size()));
  Json words = Json::array();
  for (const auto& word : transcript.words) {
    words.push_back(
        {{"word", valid_utf8(word.text)}, {"start", to_ms(word.range.start_s)}, {"end", to_ms(word.range.end_s)}});
  }
  return {{"task", "transcribe"},
          {"language", language_name(transcript.language)},
          {"duration", to_ms(transcript.duration_s)},
          {"text", valid_utf8(transcript.text())},
          {"segments", std::move(segments)},
          {"words", std::move(words)}};
}

}  // namespace timbre::text
