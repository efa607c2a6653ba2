#include "studio/prompt_shelf.h"

#include <utility>

#include "base/utf8.h"

namespace timbre::studio {
namespace {

// As many texts as takes are listed at once; beyond, counting starts anew.
constexpr std::size_t kMostKnownTexts = 10'000;

struct Gain {
  std::size_t phones = 0, diphones = 0;          ///< of the target, in the text
  std::size_t new_phones = 0, new_diphones = 0;  ///< not said before
};

Gain gain_of(const text::Coverage& text, const text::Coverage& have, const text::CoverageTarget& target) {
  const auto phones = text.phones & target.all.phones;
  const auto diphones = text.diphones & target.all.diphones;
  return {phones.count(), diphones.count(), (phones & ~have.phones).count(), (diphones & ~have.diphones).count()};
}

text::Prompt as_prompt(const std::string& text) {
  text::Prompt prompt;
  prompt.language = "en";
  prompt.text = text;
  return prompt;
}

}  // namespace

Result<CoverageTools*> PromptShelf::tools() {
  if (!tools_) {
    TRY(CoverageTools loaded, CoverageTools::load(disk_));
    tools_.emplace(std::move(loaded));
  }
  return &*tools_;
}

Result<text::Coverage> PromptShelf::coverage_of(const std::string& text) {
  const auto found = known_.find(text);
  if (found != known_.end()) return found->second;
  TRY(CoverageTools * tools, this->tools());
  TRY(const text::Coverage coverage, tools->coverage_of({text}));
  if (known_.size() >= kMostKnownTexts) known_.clear();
  known_.emplace(text, coverage);
  return coverage;
}

Result<text::Coverage> PromptShelf::coverage_of_all(const std::vector<std::string>& texts) {
  text::Coverage all;
  for (const std::string& text : texts) {
    TRY(const text::Coverage coverage, coverage_of(text));
    all |= coverage;
  }
  return all;
}

Json PromptShelf::prompt_json(const text::Prompt& prompt, const std::optional<text::Coverage>& have) {
  Json json{{"name", prompt.name},
            {"title", valid_utf8(prompt.title)},
            {"style", valid_utf8(prompt.style)},
            {"language", prompt.language},
            {"text", valid_utf8(prompt.text)},
            {"is_free", prompt.is_free},
            {"words", text::word_count(prompt)},
            {"reading_time_s", text::reading_time_s(prompt)},
            {"new_phones", nullptr},
            {"new_diphones", nullptr}};
  if (!have || prompt.is_free || prompt.language != "en") return json;
  const auto coverage = coverage_of(prompt.text);
  if (!coverage.ok()) return json;
  const Gain gain = gain_of(*coverage, *have, tools_->target());
  json["new_phones"] = gain.new_phones;
  json["new_diphones"] = gain.new_diphones;
  return json;
}

Json PromptShelf::list(const std::vector<std::string>& said) {
  const std::lock_guard lock(mutex_);
  const text::PromptLibrary library = text::load_prompts(disk_, folder_);
  const auto tools = this->tools();
  auto covered = tools.ok() ? coverage_of_all(said) : Result<text::Coverage>(tools.error());
  const std::optional<text::Coverage> have = covered.ok() ? std::optional(*covered) : std::nullopt;
  Json prompts = Json::array();
  for (const text::Prompt& prompt : library.prompts) prompts.push_back(prompt_json(prompt, have));
  Json problems = Json::array();
  for (const Error& problem : library.problems) problems.push_back(valid_utf8(problem.message));
  Json json{{"prompts", std::move(prompts)},
            {"covered", nullptr},
            {"next", nullptr},
            {"problems", std::move(problems)},
            {"needs", nullptr}};
  if (!have) {
    json["needs"] = valid_utf8(covered.error().message);
    return json;
  }
  const text::CoverageReport report = text::report_coverage(*have, (*tools)->target());
  json["covered"] = {{"phones", report.phones},
                     {"phones_wanted", text::kPhoneCount},
                     {"diphones", report.diphones},
                     {"diphones_wanted", report.diphones_wanted}};
  const auto next = (*tools)->next_prompt(*have, library.prompts);
  if (next.ok() && *next) json["next"] = library.prompts[(*next)->prompt].name;
  return json;
}

Result<Json> PromptShelf::gain(const std::vector<std::string>& said, const std::string& text) {
  const std::lock_guard lock(mutex_);
  TRY(CoverageTools * tools, this->tools());
  TRY(const text::Coverage have, coverage_of_all(said));
  // not remembered: it changes with every key
  TRY(const text::Coverage coverage, tools->coverage_of({text}));
  const Gain gain = gain_of(coverage, have, tools->target());
  const text::Prompt prompt = as_prompt(text);
  return Json{{"words", text::word_count(prompt)},
              {"reading_time_s", text::reading_time_s(prompt)},
              {"phones", gain.phones},
              {"diphones", gain.diphones},
              {"new_phones", gain.new_phones},
              {"new_diphones", gain.new_diphones}};
}

}  // namespace timbre::studio
