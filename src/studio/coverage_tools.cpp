#include "studio/coverage_tools.h"

#include "base/user_folders.h"

namespace timbre::studio {
namespace {

constexpr std::uintmax_t kLargestTextBytes = 4U << 20U;

std::string counted(std::size_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

}  // namespace

Result<CoverageTools> CoverageTools::load(FileSystem& disk) {
  const auto path = text::cmu_dictionary_path();
  const auto dictionary = text::CmuDictionary::load(path, disk);
  if (!dictionary.ok())
    return Error{ErrorKind::Unavailable, "the pronouncing dictionary is missing: " + dictionary.error().message +
                                             "; install the package pocketsphinx-en-us, or name it in TIMBRE_CMU_DICT"};
  return CoverageTools(text::coverage_target(*dictionary), disk);
}

Result<text::Coverage> CoverageTools::coverage_of(const std::vector<std::string>& texts) {
  text::Coverage all;
  for (const auto& one : texts) {
    TRY(const text::Coverage coverage, text::coverage_of_text(one, *pronouncer_));
    all |= coverage;
  }
  return all;
}

Result<std::optional<text::PromptGain>> CoverageTools::next_prompt(const text::Coverage& have,
                                                                   const std::vector<text::Prompt>& prompts) {
  return text::next_prompt(have, prompts, target_, *pronouncer_);
}

Result<std::vector<std::string>> read_texts(const std::vector<std::string>& paths, FileSystem& disk) {
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    TRY(std::string bytes, disk.read(path, kLargestTextBytes));
    texts.push_back(std::move(bytes));
  }
  return texts;
}

text::PromptLibrary load_library(FileSystem& disk) {
  const auto folder = data_folder();
  if (!folder.ok()) return {text::built_in_prompts(), {}};
  return text::load_prompts(disk, *folder / "prompts");
}

Json coverage_json(const text::CoverageReport& report) {
  return {{"phones", {{"covered", report.phones}, {"of", text::kPhoneCount}, {"missing", report.missing_phones}}},
          {"diphones",
           {{"covered", report.diphones}, {"of", report.diphones_wanted}, {"missing", report.missing_diphones}}}};
}

Json next_json(const std::optional<text::PromptGain>& next, const std::vector<text::Prompt>& prompts) {
  if (!next) return nullptr;
  return {{"name", prompts[next->prompt].name}, {"adds", {{"phones", next->phones}, {"diphones", next->diphones}}}};
}

std::string next_line(const std::optional<text::PromptGain>& next, const std::vector<text::Prompt>& prompts) {
  if (!next) return "no prompt of the library adds anything";
  return prompts[next->prompt].name + " adds " + counted(next->phones, "phone") + " and " +
         counted(next->diphones, "diphone");
}

}  // namespace timbre::studio
