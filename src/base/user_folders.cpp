#include "base/user_folders.h"

#include <cstdlib>
#include <optional>

namespace timbre {
namespace {

std::optional<std::filesystem::path> from_environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read only, nothing here sets it
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

Result<std::filesystem::path> xdg_folder(const char* variable, const char* below_home) {
  const auto xdg = from_environment(variable);
  if (xdg && xdg->is_absolute()) return *xdg / "timbre";
  if (const auto home = from_environment("HOME")) return *home / below_home / "timbre";
  return Error{ErrorKind::Unavailable, std::string("no place for Timbre's files: neither TIMBRE_DATA, ") + variable +
                                           " nor HOME is set; set TIMBRE_DATA to a folder"};
}

}  // namespace

Result<std::filesystem::path> data_folder() {
  if (const auto own = from_environment("TIMBRE_DATA")) return *own;
  return xdg_folder("XDG_DATA_HOME", ".local/share");
}

Result<std::filesystem::path> cache_folder() {
  if (const auto own = from_environment("TIMBRE_DATA")) return *own / "cache";
  return xdg_folder("XDG_CACHE_HOME", ".cache");
}

Result<std::filesystem::path> models_folder() {
  if (const auto own = from_environment("TIMBRE_MODELS")) return *own;
  TRY(const auto data, data_folder());
  return data / "models";
}

}  // namespace timbre
