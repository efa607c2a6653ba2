#include "safety/audit_head.h"

#include <algorithm>

#include "base/canonical_json.h"
#include "base/encoding.h"

namespace timbre::safety {
namespace {

constexpr int kVersion = 1;
constexpr std::size_t kMaxHeadBytes = 1024;

Json fields_of(const AuditHead& head) {
  return {{"key", to_base64(head.key)},
          {"root", to_hex(head.root)},
          {"size", head.size},
          {"time_ms", head.time_ms},
          {"version", kVersion}};
}

Result<std::string> signed_text(const AuditHead& head) {
  TRY(const std::string text, canonical_json(fields_of(head)));
  return "timbre audit head\n" + text;
}

Error no_head(const std::string& why) { return {ErrorKind::Corrupt, "this is no signed head of an audit log: " + why}; }

template <std::size_t N>
bool copy_into(std::array<std::uint8_t, N>& out, const std::optional<std::vector<std::uint8_t>>& bytes) {
  if (!bytes || bytes->size() != N) return false;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return true;
}

std::string text_in(const Json& json, const char* name) {
  return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : std::string();
}

}  // namespace

Result<std::string> sign_head(const AuditHead& head, const Ed25519Seed& seed) {
  TRY(const std::string text, signed_text(head));
  TRY(const Ed25519Signature signature, ed25519_sign(seed, text));
  Json json = fields_of(head);
  json["signature"] = to_base64(signature);
  return canonical_json(json);
}

Result<AuditHead> parse_head(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);  // an editor's
  if (text.size() > kMaxHeadBytes) return no_head("it is too long");
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return no_head("it is not JSON");
  AuditHead head;
  Ed25519Signature signature{};
  const bool is_whole = json.contains("size") && json["size"].is_number_unsigned() && json.contains("time_ms") &&
                        json["time_ms"].is_number_integer() && copy_into(head.key, from_base64(text_in(json, "key"))) &&
                        copy_into(head.root, from_hex(text_in(json, "root"))) &&
                        copy_into(signature, from_base64(text_in(json, "signature")));
  if (!is_whole) return no_head("a field is missing or of another kind");
  head.size = json["size"].get<std::uint64_t>();
  head.time_ms = json["time_ms"].get<std::int64_t>();
  Json again = fields_of(head);
  again["signature"] = to_base64(signature);
  const auto form = canonical_json(again);
  if (!form.ok() || *form != text) return no_head("it is not in canonical form");
  TRY(const std::string signed_part, signed_text(head));
  if (!ed25519_verify(head.key, signed_part, signature)) return no_head("its signature is wrong");
  return head;
}

Result<Ed25519PublicKey> parse_public_key(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  Ed25519PublicKey key{};
  if (copy_into(key, from_base64(text))) return key;
  return Error{ErrorKind::InvalidInput, "a public key is 44 characters of Base64, as timbre audit export prints it"};
}

}  // namespace timbre::safety
