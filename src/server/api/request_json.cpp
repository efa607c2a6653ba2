#include "server/api/request_json.h"

#include <charconv>

namespace timbre::server {
namespace {

Error bad_number(const std::string& name, std::int64_t from, std::int64_t to) {
  return {ErrorKind::InvalidInput,
          "'" + name + "' must be a whole number from " + std::to_string(from) + " to " + std::to_string(to)};
}

}  // namespace

Result<Json> object_of(const Request& request) {
  if (request.body.empty()) return Json::object();
  Json json = Json::parse(request.body, nullptr, false);
  if (!json.is_object()) return Error{ErrorKind::InvalidInput, "the body must be one JSON object"};
  return json;
}

Result<std::optional<std::string>> text_field(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return std::optional<std::string>();
  if (!found->is_string()) return Error{ErrorKind::InvalidInput, "'" + name + "' must be text"};
  return std::optional(found->get<std::string>());
}

Result<std::int64_t> number_field(const Json& object, const std::string& name, std::int64_t from, std::int64_t to) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return bad_number(name, from, to);
  const auto value = found->get<std::int64_t>();
  if (value < from || value > to) return bad_number(name, from, to);
  return value;
}

Result<std::int64_t> number_of(const std::string& text, const std::string& name, std::int64_t from, std::int64_t to) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || value < from || value > to) return bad_number(name, from, to);
  return value;
}

Result<std::optional<std::int64_t>> if_match(const Request& request) {
  const std::string tag = request.header("if-match");
  if (tag.empty() || tag == "*") return std::optional<std::int64_t>();
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') {
    return Error{ErrorKind::InvalidInput, "If-Match must be the ETag this take had when you read it"};
  }
  TRY(const std::int64_t revision,
      number_of(tag.substr(1, tag.size() - 2), "If-Match", 1, std::numeric_limits<std::int64_t>::max()));
  return std::optional(revision);
}

}  // namespace timbre::server
