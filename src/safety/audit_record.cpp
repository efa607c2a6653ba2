#include "safety/audit_record.h"

#include "base/canonical_json.h"

namespace timbre::safety {
namespace {

constexpr int kVersion = 1;

Result<void> check_details(const Json& details) {
  if (!details.is_object()) return Error{ErrorKind::InvalidInput, "'details' of an audit record must be an object"};
  for (const auto& [key, value] : details.items()) {
    if (value.is_structured() || value.is_null()) {
      return Error{ErrorKind::InvalidInput,
                   "'" + key + "' of an audit record must be a text, a whole number or a truth value"};
    }
  }
  return {};
}

Error no_record(const std::string& why) { return {ErrorKind::Corrupt, "this is no audit record: " + why}; }

Result<AuditRecord> fields_of(const Json& json) {
  const auto has = [&](const char* name, bool (Json::*is)() const noexcept) {
    return json.contains(name) && (json[name].*is)();
  };
  const bool is_whole = json.is_object() && json.size() == 7 && has("act", &Json::is_string) &&
                        has("details", &Json::is_object) && has("number", &Json::is_number_unsigned) &&
                        has("prev", &Json::is_string) && has("time_ms", &Json::is_number_integer) &&
                        has("version", &Json::is_number_integer) && has("voice", &Json::is_string);
  if (!is_whole) return no_record("a field is missing, of another kind, or too many");
  if (json["version"] != kVersion) return no_record("its version is not " + std::to_string(kVersion));
  return AuditRecord{json["number"], json["time_ms"], json["act"], json["voice"], json["details"], json["prev"]};
}

}  // namespace

std::string no_record_before() { return std::string(64, '0'); }

Result<std::string> record_text(const AuditRecord& record) {
  const Json details = record.details.is_null() ? Json::object() : record.details;
  TRY_VOID(check_details(details));
  TRY(std::string text, canonical_json(Json{{"act", record.act},
                                            {"details", details},
                                            {"number", record.number},
                                            {"prev", record.prev},
                                            {"time_ms", record.time_ms},
                                            {"version", kVersion},
                                            {"voice", record.voice_id}}));
  if (text.size() > kMaxRecordBytes) {
    return Error{ErrorKind::InvalidInput, "an audit record of " + std::to_string(text.size()) + " bytes is over the " +
                                              std::to_string(kMaxRecordBytes) + " allowed"};
  }
  return text;
}

Result<AuditRecord> parse_record(std::string_view text) {
  if (text.size() > kMaxRecordBytes) return no_record("it is too long");
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return no_record("it is not JSON");
  TRY(AuditRecord record, fields_of(json));
  const auto again = record_text(record);
  if (!again.ok() || *again != text) return no_record("it is not in canonical form");
  return record;
}

}  // namespace timbre::safety
