#include "nn/installed_whisper_model.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace timbre::nn {
namespace {

constexpr std::string_view kWhisper = "whisper-";
constexpr std::array<std::string_view, 6> kSizes{"large-v3-turbo", "large-v3", "medium", "small", "base", "tiny"};
/// The order in which sizes are preferred: large-v3 before its turbo form, which has the longer name.
constexpr std::array<int, 6> kSizeRanks{1, 0, 2, 3, 4, 5};

bool is_whisper(const ModelEntry& entry) { return entry.name == kCustomModel || entry.name.starts_with(kWhisper); }

bool is_english_only(const ModelEntry& entry) { return entry.name.find(".en") != std::string::npos; }

int size_rank(std::string_view name) {
  if (name == kCustomModel) return -1;
  name.remove_prefix(kWhisper.size());
  for (std::size_t i = 0; i < kSizes.size(); ++i) {
    if (name.starts_with(kSizes[i])) return kSizeRanks[i];
  }
  return static_cast<int>(kSizes.size());
}

int precision_rank(std::string_view name) {
  if (name.find("-q8") != std::string_view::npos) return 1;
  return name.find("-q") != std::string_view::npos ? 2 : 0;
}

/// Smaller is better.
std::tuple<int, bool, int> rank(const ModelEntry& entry, std::string_view language) {
  const bool is_english = language == "en";
  return {size_rank(entry.name), is_english_only(entry) != is_english, precision_rank(entry.name)};
}

}  // namespace

Result<std::optional<InstalledModel>> installed_whisper_model(const ModelFolder& folder, std::string_view language) {
  std::optional<ModelStatus> best;
  for (const ModelEntry& entry : folder.catalog()) {
    if (!is_whisper(entry)) continue;
    if (is_english_only(entry) && !language.empty() && language != "en") continue;
    TRY(const ModelStatus status, folder.status(entry));
    if (status.state != ModelState::Installed) continue;
    if (!best || rank(entry, language) < rank(*best->entry, language)) best = status;
  }
  if (!best) return std::optional<InstalledModel>();
  return std::optional<InstalledModel>(InstalledModel{best->entry->name, best->path});
}

}  // namespace timbre::nn
