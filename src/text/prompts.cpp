#include "text/prompts.h"

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "base/utf8.h"
#include "prompts_en.embed.h"
#include "text/spoken_form.h"
#include "text/words.h"

namespace timbre::text {
namespace {

constexpr std::uintmax_t kLargestFileBytes = 1U << 20U;
constexpr std::size_t kMostWords = 300;  // two minutes: beyond that it is no prompt
constexpr std::size_t kMostNameBytes = 64;
constexpr int kVersion = 1;

Error bad(const std::string& file, const std::string& field, const std::string& why) {
  return Error{ErrorKind::InvalidInput, "prompts '" + file + "': " + field + " " + why};
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kMostNameBytes && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_language(std::string_view code) {
  return code.size() >= 2 && code.size() <= 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// One object's string fields, with the place it stands at for messages.
class Fields {
 public:
  Fields(const Json& object, const std::string& file, std::string place)
      : object_(object), file_(file), place_(std::move(place)) {}

  [[nodiscard]] Result<std::string> text(const char* key, std::optional<std::string> instead = {}) const {
    const auto found = object_.find(key);
    if (found == object_.end() && instead) return *std::move(instead);
    if (found == object_.end()) return error(key, "is missing");
    if (!found->is_string()) return error(key, "must be a string");
    return found->get<std::string>();
  }
  [[nodiscard]] Error error(const char* key, const std::string& why) const { return bad(file_, place_ + key, why); }

 private:
  const Json& object_;
  const std::string& file_;
  std::string place_;
};

Result<Prompt> parse_prompt(const Fields& fields, const std::string& language) {
  Prompt prompt;
  TRY(prompt.name, fields.text("name"));
  if (!is_name(prompt.name))
    return fields.error("name", "is '" + printable(prompt.name) + "'; use up to 64 small letters, digits and hyphens");
  TRY(prompt.title, fields.text("title", prompt.name));
  TRY(prompt.style, fields.text("style", ""));
  TRY(prompt.language, fields.text("language", language));
  if (!is_language(prompt.language))
    return fields.error("language", "is '" + printable(prompt.language) + "'; use ISO 639-1, such as en");
  TRY(const std::string kind, fields.text("kind", "read"));
  if (kind != "read" && kind != "free") return fields.error("kind", "is '" + printable(kind) + "'; use read or free");
  prompt.is_free = kind == "free";
  TRY(prompt.text, fields.text("text"));
  const std::size_t words = word_count(prompt);
  if (words == 0 || words > kMostWords)
    return fields.error("text", "has " + std::to_string(words) + " words; 1 to " + std::to_string(kMostWords) +
                                    " can be read in one take");
  return prompt;
}

void put(Prompt prompt, std::vector<Prompt>& into) {
  const auto same =
      std::find_if(into.begin(), into.end(), [&](const Prompt& other) { return other.name == prompt.name; });
  if (same == into.end()) {
    into.push_back(std::move(prompt));
  } else {
    *same = std::move(prompt);
  }
}

}  // namespace

std::size_t word_count(const Prompt& prompt) {
  return split_words(spoken_form(prompt.text, prompt.language), Hyphens::Split).size();
}

double reading_time_s(const Prompt& prompt) {
  return static_cast<double>(word_count(prompt)) * 60.0 / kReadingWordsPerMinute;
}

Result<std::vector<Prompt>> parse_prompts(std::string_view bytes, const std::string& file_name) {
  const std::string file = printable(file_name);
  const Json root = Json::parse(bytes, nullptr, false);
  if (root.is_discarded()) return bad(file, "the file", "is no JSON");
  if (!root.is_object()) return bad(file, "the file", "must hold one JSON object");
  const auto version = root.find("version");
  if (version == root.end() || *version != kVersion) return bad(file, "version", "must be 1");
  TRY(const std::string language, Fields(root, file, "").text("language", "en"));
  const auto list = root.find("prompts");
  if (list == root.end() || !list->is_array()) return bad(file, "prompts", "must be a list");
  std::vector<Prompt> prompts;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string place = "prompts[" + std::to_string(i) + "]";
    if (!(*list)[i].is_object()) return bad(file, place, "must be an object");
    TRY(Prompt prompt, parse_prompt(Fields((*list)[i], file, place + "."), language));
    const bool is_twice =
        std::any_of(prompts.begin(), prompts.end(), [&](const Prompt& p) { return p.name == prompt.name; });
    if (is_twice) return bad(file, place + ".name", "is '" + prompt.name + "', which the file has already");
    prompts.push_back(std::move(prompt));
  }
  return prompts;
}

const std::vector<Prompt>& built_in_prompts() {
  static const std::vector<Prompt> prompts = parse_prompts(prompts_en, "en.json").value();
  return prompts;
}

PromptLibrary load_prompts(FileSystem& disk, const std::filesystem::path& folder) {
  PromptLibrary library{built_in_prompts(), {}};
  const auto status = disk.status(folder);
  if (!status.ok()) library.problems.push_back(status.error());
  if (!status.ok() || status->kind != FileKind::Directory) return library;
  const auto files = disk.list_recursively(folder);
  if (!files.ok()) {
    library.problems.push_back(files.error());
    return library;
  }
  for (const auto& path : *files) {
    if (path.extension() != ".json" || path.parent_path() != folder) continue;
    const auto bytes = disk.read(path, kLargestFileBytes);
    auto parsed = bytes.ok() ? parse_prompts(*bytes, path.string()) : Result<std::vector<Prompt>>(bytes.error());
    if (!parsed.ok()) {
      library.problems.push_back(parsed.error());
      continue;
    }
    for (Prompt& prompt : *parsed) put(std::move(prompt), library.prompts);
  }
  return library;
}

}  // namespace timbre::text
