#include "cloud/json_fields.h"

#include <sstream>

#include "base/utf8.h"

namespace timbre::cloud {
namespace {

const Json kNull;

std::string plain(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

bool sounds_secret(const std::string& key) {
  for (const char* word : {"key", "secret", "token", "password"}) {
    if (key.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

JsonFields::JsonFields(const Json& object, std::string where) : object_(object), where_(std::move(where)) {
  if (!object_.is_object()) complain(" must be an object: {…}");
}

void JsonFields::complain(const std::string& what) {
  if (!problem_) problem_ = Error{ErrorKind::InvalidInput, where_ + what};
}

const Json* JsonFields::find(const std::string& key) {
  known_.insert(key);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

std::string JsonFields::text(const std::string& key) {
  const std::string value = text_or(key, "");
  if (value.empty()) complain("." + key + " is missing; it must be text");
  return value;
}

std::string JsonFields::text_or(const std::string& key, const std::string& otherwise) {
  const Json* value = find(key);
  if (value == nullptr) return otherwise;
  if (!value->is_string()) {
    complain("." + key + " must be text");
    return otherwise;
  }
  return value->get<std::string>();
}

double JsonFields::number_or(const std::string& key, double otherwise, double lowest, double highest) {
  const Json* value = find(key);
  if (value == nullptr) return otherwise;
  const double number = value->is_number() ? value->get<double>() : lowest - 1;
  if (number < lowest || number > highest) {
    complain("." + key + " must be a number from " + plain(lowest) + " to " + plain(highest));
    return otherwise;
  }
  return number;
}

bool JsonFields::flag_or(const std::string& key, bool otherwise) {
  const Json* value = find(key);
  if (value == nullptr) return otherwise;
  if (!value->is_boolean()) {
    complain("." + key + " must be true or false");
    return otherwise;
  }
  return value->get<bool>();
}

const Json& JsonFields::value(const std::string& key) {
  const Json* value = find(key);
  return value == nullptr ? kNull : *value;
}

Result<void> JsonFields::done() const {
  if (problem_) return *problem_;
  std::string names;
  for (const std::string& name : known_) names += (names.empty() ? "" : ", ") + name;
  for (const auto& [key, value] : object_.items()) {
    if (known_.contains(key)) continue;
    const char* hint = sounds_secret(key) ? "; a secret never belongs in this file" : "";
    return Error{ErrorKind::InvalidInput,
                 where_ + "." + printable(key) + " is not known" + hint + "; there are: " + names};
  }
  return {};
}

}  // namespace timbre::cloud
