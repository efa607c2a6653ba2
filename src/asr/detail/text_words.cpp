#include "asr/detail/text_words.h"

#include "base/file_system.h"
#include "text/pronunciation.h"
#include "text/spoken_form.h"
#include "text/words.h"

namespace timbre::asr::detail {
namespace {

constexpr std::size_t kMostWords = 10000;
/// Of a written word that is said as several words.
constexpr std::size_t kMostWays = 8;

text::Pronouncer& pronouncer() {
  static PosixFileSystem disk;
  static text::Pronouncer pronouncer(disk);
  return pronouncer;
}

/// In the model's phones; none for a word without sounds.
Result<std::vector<Phones>> ways_of(const std::string& word, const std::string& language, const SenoneModel& model) {
  TRY(const auto ways, pronouncer().pronounce(word, language));
  std::vector<Phones> all;
  for (const auto& way : ways) {
    Phones phones;
    for (const auto& name : way) {
      if (const int phone = model.phone(name); phone >= 0) phones.push_back(phone);
    }
    if (!phones.empty()) all.push_back(phones);
  }
  return all;
}

/// Each way so far, gone on with each way of the next word.
std::vector<Phones> joined(const std::vector<Phones>& so_far, const std::vector<Phones>& next) {
  if (next.empty()) return so_far;
  std::vector<Phones> all;
  for (const Phones& first : so_far) {
    for (const Phones& second : next) {
      if (all.size() == kMostWays) return all;
      all.push_back(first);
      all.back().insert(all.back().end(), second.begin(), second.end());
    }
  }
  return all;
}

/// What stands between two spaces and is said otherwise than it is written.
Result<TextWord> said_otherwise(const text::SpokenToken& token, const std::string& language, const SenoneModel& model) {
  const auto written = text::split_words(token.written);
  TextWord entry;
  for (std::size_t i = 0; i < written.size(); ++i)
    entry.text += (i > 0 ? written[i - 1].after + written[i].before : "") + written[i].text;
  entry.normal = text::normal_form(entry.text);
  std::vector<Phones> ways{{}};
  for (const auto& word : text::split_words(token.spoken)) {
    TRY(const auto next, ways_of(word.text, language, model));
    ways = joined(ways, next);
  }
  if (!ways.front().empty()) entry.ways = std::move(ways);
  return entry;
}

}  // namespace

Result<std::vector<TextWord>> text_words(std::string_view text, const std::string& language, const SenoneModel& model) {
  std::vector<TextWord> words;
  for (const auto& token : text::spoken_tokens(text, language)) {
    std::vector<TextWord> next;
    if (token.spoken != token.written) {
      TRY(next.emplace_back(), said_otherwise(token, language, model));
    } else {
      for (const auto& word : text::split_words(token.written)) {
        TRY(auto ways, ways_of(word.text, language, model));
        next.push_back({word.text, text::normal_form(word.text), std::move(ways)});
      }
    }
    for (TextWord& word : next) {
      if (!word.ways.empty()) words.push_back(std::move(word));
    }
    if (words.size() > kMostWords)
      return Error{ErrorKind::InvalidInput,
                   "the text has more than 10000 words, the most that are aligned at once; cut it"};
  }
  if (words.empty()) return Error{ErrorKind::InvalidInput, "the text has no words; give the text that was read"};
  return words;
}

Result<std::vector<TextWord>> common_words(const std::string& language, const SenoneModel& model) {
  if (language != "en") return std::vector<TextWord>();
  return text_words("a the of to in and is he it I my you", language, model);
}

}  // namespace timbre::asr::detail
