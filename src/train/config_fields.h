#pragma once
/// Reading a training's config, field by field and strictly, for every kind of training.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"

namespace timbre::train {

struct CorpusPlace {
  std::filesystem::path manifest;
  std::filesystem::path folder;  ///< what the manifest's files are relative to
  double share = 1.0;            ///< how often it is drawn from, beside the others, where the training heeds it
};

/// Reads one value; false where it is of the wrong kind or out of range.
using FieldSetter = std::function<bool(const Json&)>;
using FieldSetters = std::map<std::string, FieldSetter>;

/// A number within [low, high]; a list of them, not empty; yes or no; a text; a folder; the corpora.
template <typename T>
FieldSetter number_field(T& into, double low, double high) {
  return [&into, low, high](const Json& json) {
    if (!json.is_number() || json.get<double>() < low || json.get<double>() > high) return false;
    into = json.get<T>();
    return true;
  };
}

template <typename T>
FieldSetter numbers_field(std::vector<T>& into, double low, double high) {
  return [&into, low, high](const Json& json) {
    if (!json.is_array() || json.empty()) return false;
    into.clear();
    for (const auto& one : json) {
      T value{};
      if (!number_field(value, low, high)(one)) return false;
      into.push_back(value);
    }
    return true;
  };
}

[[nodiscard]] FieldSetter flag_field(bool& into);
[[nodiscard]] FieldSetter text_field(std::string& into);
[[nodiscard]] FieldSetter folder_field(std::filesystem::path& into);
/// [{"manifest", "folder", "share"?} …]
[[nodiscard]] FieldSetter corpora_field(std::vector<CorpusPlace>& into);

/// InvalidInput names a key and what is wrong with it.
[[nodiscard]] Error wrong_field(const std::string& key, const std::string& why);
/// Every key of `json` must have a setter that takes its value.
[[nodiscard]] Result<void> read_fields(const Json& json, const FieldSetters& setters);
/// A whole config from its text.
[[nodiscard]] Result<void> read_config_text(std::string_view text, const FieldSetters& setters);
/// What `parse` makes of a file, whose errors then name it.
template <typename Config>
Result<Config> read_config(FileSystem& disk, const std::filesystem::path& path,
                           Result<Config> (*parse)(std::string_view)) {
  constexpr std::uintmax_t kLimitBytes = 1U << 20U;
  TRY(const std::string text, disk.read(path, kLimitBytes));
  auto config = parse(text);
  if (!config.ok()) return Error{config.error().kind, path.string() + ": " + config.error().message};
  return config;
}

}  // namespace timbre::train
