#include "safety/consent_statement.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/json.h"
#include "base/utf8.h"
#include "statements.embed.h"
#include "text/code_points.h"
#include "text/words.h"

namespace timbre::safety {
namespace {

constexpr std::array<std::string_view, 3> kServices{"timbre", "azure", "openai"};
constexpr std::size_t kLongestSmallWord = 3;

/// A constant of the program, held to its form by consent_statement_test.cpp.
const Json& languages() {
  static const Json all = Json::parse(statements)["languages"];
  return all;
}

void fill(std::string& text, const std::string& place, std::string_view value) {
  const std::string braces = "{" + place + "}";
  for (auto at = text.find(braces); at != std::string::npos; at = text.find(braces, at + value.size()))
    text.replace(at, braces.size(), value);
}

Error not_one_of(const std::string& field, const std::string& given, const std::string& allowed) {
  return {ErrorKind::InvalidInput, field + " is '" + printable(given) + "'; it may be " + allowed};
}

Result<void> must_be_whole(const Wording& wording, std::string_view person) {
  if (!languages().contains(wording.language)) {
    return not_one_of("the statement's language", wording.language, "de, en, es, fr, it or pt");
  }
  if (std::find(kServices.begin(), kServices.end(), wording.service) == kServices.end()) {
    return not_one_of("the wording", wording.service, "timbre, azure or openai");
  }
  if (!languages()[wording.language]["uses"].contains(wording.purpose)) {
    return not_one_of("the purpose", wording.purpose, "own_use or project");
  }
  if (person.empty()) return Error{ErrorKind::InvalidInput, "the statement needs the name of the person who speaks it"};
  if (wording.company.empty() && (wording.purpose == "project" || wording.service == "azure")) {
    return Error{
        ErrorKind::InvalidInput,
        "this statement names a company or project; say which one, or choose own use and Timbre's own wording"};
  }
  return {};
}

std::string date_text(const Json& language, std::chrono::year_month_day today) {
  std::string text = language["date"];
  fill(text, "day", std::to_string(static_cast<unsigned>(today.day())));
  fill(text, "month", language["months"][static_cast<unsigned>(today.month()) - 1].get<std::string>());
  fill(text, "year", std::to_string(static_cast<int>(today.year())));
  return text;
}

/// The words of a text as they are compared.
std::set<std::string> normal_words(std::string_view text) {
  std::set<std::string> all;
  for (const auto& word : text::split_words(text)) all.insert(text::normal_form(word.text));
  return all;
}

bool is_of_date(const std::string& normal, const Json& language) {
  if (std::any_of(normal.begin(), normal.end(), [](char c) { return c >= '0' && c <= '9'; })) return true;
  return std::any_of(language["months"].begin(), language["months"].end(),
                     [&](const Json& month) { return text::normal_form(month.get<std::string>()) == normal; });
}

}  // namespace

const std::vector<StatementLanguage>& statement_languages() {
  static const std::vector<StatementLanguage> all = [] {
    std::vector<StatementLanguage> list;
    for (const auto& [code, language] : languages().items()) list.push_back({code, language["name"]});
    return list;
  }();
  return all;
}

Result<std::string> service_sentence(const Wording& wording, std::string_view person) {
  TRY_VOID(must_be_whole(wording, person));
  if (wording.service == "timbre") return std::string();
  std::string text = languages()[wording.language][wording.service]["sentence"];
  fill(text, "person", person);
  fill(text, "company", wording.company);
  return text;
}

Result<std::string> statement_text(const Wording& wording, std::string_view person, std::chrono::year_month_day today) {
  TRY(std::string text, service_sentence(wording, person));
  if (!today.ok()) return Error{ErrorKind::InvalidInput, "the statement's date is no day of the calendar"};
  const Json& language = languages()[wording.language];
  std::string own = language["statement"];
  fill(own, "date", date_text(language, today));
  fill(own, "use", language["uses"][wording.purpose].get<std::string>());
  // names last: whatever braces they hold stay as they are
  const auto place = own.find("{person}");
  own.replace(place, std::string_view("{person}").size(), person);
  if (const auto whom = own.find("{company}", place + person.size()); whom != std::string::npos)
    own.replace(whom, std::string_view("{company}").size(), wording.company);
  if (!text.empty()) text += " ";
  return text + own;
}

std::vector<StatementWord> statement_words(std::string_view statement, const Wording& wording,
                                           std::string_view person) {
  const std::set<std::string> names = normal_words(person);
  const std::set<std::string> company = normal_words(wording.company);
  const Json& language = languages().contains(wording.language) ? languages()[wording.language] : languages()["en"];
  std::vector<StatementWord> words;
  for (const auto& word : text::split_words(statement)) {
    const std::string normal = text::normal_form(word.text);
    const bool is_small = text::code_points(normal).size() <= kLongestSmallWord || company.contains(normal) ||
                          is_of_date(normal, language);
    const WordPart part = names.contains(normal) ? WordPart::Name : is_small ? WordPart::Small : WordPart::Content;
    words.push_back({word.text, part});
  }
  return words;
}

}  // namespace timbre::safety
