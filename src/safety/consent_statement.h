#pragma once
/// What a person reads aloud to give consent: fixed wording in six languages (data/consent/statements.json).

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::safety {

/// Which statement.
struct Wording {
  std::string language = "en";      ///< ISO 639-1: one of statement_languages()
  std::string service = "timbre";   ///< timbre; or azure, openai: besides, the sentence that this service asks for
  std::string purpose = "own_use";  ///< own_use: by the person alone, on their own computer; project: for `company`
  std::string company;              ///< whom a project or Azure's sentence names
};

struct StatementLanguage {
  std::string code;  ///< ISO 639-1
  std::string name;  ///< in that language
};

/// Sorted by code.
[[nodiscard]] const std::vector<StatementLanguage>& statement_languages();

/// The words to read, without the challenge. InvalidInput, naming the field, what may stand there and what was given,
/// for a wording that is none, a name that is missing and a date that is none.
[[nodiscard]] Result<std::string> statement_text(const Wording& wording, std::string_view person,
                                                 std::chrono::year_month_day today);

/// The sentence that a service asks for, alone: that which is cut out of the recording for it. Empty for timbre.
[[nodiscard]] Result<std::string> service_sentence(const Wording& wording, std::string_view person);

/// What a word of a statement is there for.
enum class WordPart {
  Content,  ///< must be heard
  Name,     ///< of the person
  Small,    ///< of up to three letters, the date, the company: said in too many ways, or too short to insist on
};

struct StatementWord {
  std::string text;
  WordPart part = WordPart::Small;
};

/// The words of a statement in order, as text::split_words() parts them.
[[nodiscard]] std::vector<StatementWord> statement_words(std::string_view statement, const Wording& wording,
                                                         std::string_view person);

}  // namespace timbre::safety
