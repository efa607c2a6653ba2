#include "train/config_fields.h"

namespace timbre::train {
namespace {

bool read_corpus(const Json& json, CorpusPlace& into) {
  if (!json.is_object() || !json.contains("manifest") || !json.contains("folder")) return false;
  const FieldSetters setters{{"manifest", folder_field(into.manifest)},
                             {"folder", folder_field(into.folder)},
                             {"share", number_field(into.share, 0, 1000)}};
  return read_fields(json, setters).ok();
}

}  // namespace

FieldSetter flag_field(bool& into) {
  return [&into](const Json& json) {
    if (!json.is_boolean()) return false;
    into = json.get<bool>();
    return true;
  };
}

FieldSetter text_field(std::string& into) {
  return [&into](const Json& json) {
    if (!json.is_string()) return false;
    into = json.get<std::string>();
    return true;
  };
}

FieldSetter folder_field(std::filesystem::path& into) {
  return [&into](const Json& json) {
    if (!json.is_string()) return false;
    into = json.get<std::string>();
    return true;
  };
}

FieldSetter corpora_field(std::vector<CorpusPlace>& into) {
  return [&into](const Json& json) {
    if (!json.is_array() || json.empty()) return false;
    for (const auto& one : json) {
      CorpusPlace place;
      if (!read_corpus(one, place)) return false;
      into.push_back(std::move(place));
    }
    return true;
  };
}

Error wrong_field(const std::string& key, const std::string& why) {
  return {ErrorKind::InvalidInput, "'" + key + "' in the training's config " + why + "; see docs/training.md"};
}

Result<void> read_fields(const Json& json, const FieldSetters& setters) {
  for (const auto& [key, value] : json.items()) {
    const auto setter = setters.find(key);
    if (setter == setters.end()) return wrong_field(key, "is not known");
    if (!setter->second(value)) {
      return wrong_field(key, "is " + value.dump().substr(0, 80) + ", of the wrong kind or range");
    }
  }
  return {};
}

Result<void> read_config_text(std::string_view text, const FieldSetters& setters) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Error{ErrorKind::InvalidInput, "the training's config is no JSON object"};
  return read_fields(json, setters);
}

}  // namespace timbre::train
