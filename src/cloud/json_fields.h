#pragma once
/// The fields of one object of a settings file, read strictly: a field of the wrong type, out of range or unknown is an
/// error that names it. Never a value: people paste keys into the wrong place.

#include <optional>
#include <set>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace timbre::cloud {

class JsonFields {
 public:
  /// `where` begins every message: "engines.json: sagemaker". The object outlives this.
  JsonFields(const Json& object, std::string where);

  /// Must be there, and not empty.
  [[nodiscard]] std::string text(const std::string& key);
  [[nodiscard]] std::string text_or(const std::string& key, const std::string& otherwise);
  [[nodiscard]] double number_or(const std::string& key, double otherwise, double lowest, double highest);
  [[nodiscard]] bool flag_or(const std::string& key, bool otherwise);
  /// Null where there is none.
  [[nodiscard]] const Json& value(const std::string& key);
  /// InvalidInput: the first thing that was wrong, unknown fields included. Ask last.
  [[nodiscard]] Result<void> done() const;

 private:
  [[nodiscard]] const Json* find(const std::string& key);
  void complain(const std::string& what);

  const Json& object_;
  std::string where_;
  std::set<std::string> known_;
  std::optional<Error> problem_;
};

}  // namespace timbre::cloud
