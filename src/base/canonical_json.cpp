#include "base/canonical_json.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"

namespace timbre {
namespace {

constexpr int kMaxDepth = 16;
constexpr std::int64_t kMaxInteger = (std::int64_t{1} << 53) - 1;

Error refused(const std::string& where, const std::string& why) {
  return {ErrorKind::InvalidInput, "'" + printable(where) + "' " + why};
}

/// Orders valid UTF-8 as its UTF-16 code units: bytes do, but for U+E000 … U+FFFF, which come after the surrogates of
/// everything above them.
bool is_before(const std::string& a, const std::string& b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xee && byte <= 0xef ? byte + 0x100 : int{byte};
  };
  return rank(*x) < rank(*y);
}

Result<void> write_text(const std::string& text, const std::string& where, std::string& out) {
  if (valid_utf8(text) != text) return refused(where, "is not UTF-8");
  out += '"';
  for (const char c : text) {
    constexpr std::string_view kPlain = "\"\\\b\t\n\f\r";
    constexpr std::string_view kEscaped = "\"\\btnfr";
    const auto byte = static_cast<unsigned char>(c);
    if (const auto at = kPlain.find(c); at != std::string_view::npos) {
      out += '\\';
      out += kEscaped[at];
    } else if (byte < 0x20) {
      constexpr char kDigits[] = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
  return {};
}

Result<void> write(const Json& value, const std::string& where, int depth, std::string& out);

Result<void> write_object(const Json& value, int depth, std::string& out) {
  std::vector<std::string> keys;
  for (const auto& [key, field] : value.items()) keys.push_back(key);
  std::sort(keys.begin(), keys.end(), is_before);
  out += '{';
  for (const std::string& key : keys) {
    if (&key != &keys.front()) out += ',';
    TRY_VOID(write_text(key, key, out));
    out += ':';
    TRY_VOID(write(value[key], key, depth + 1, out));
  }
  out += '}';
  return {};
}

Result<void> write_array(const Json& value, const std::string& where, int depth, std::string& out) {
  out += '[';
  bool is_first = true;
  for (const Json& element : value) {
    if (!is_first) out += ',';
    is_first = false;
    TRY_VOID(write(element, where, depth + 1, out));
  }
  out += ']';
  return {};
}

Result<void> write_integer(const Json& value, const std::string& where, std::string& out) {
  const bool is_too_large = value.is_number_unsigned()
                                ? value.get<std::uint64_t>() > std::uint64_t{kMaxInteger}
                                : value.get<std::int64_t>() < -kMaxInteger || value.get<std::int64_t>() > kMaxInteger;
  if (is_too_large) return refused(where, "is a number beyond 2^53 - 1; write it as text");
  out += std::to_string(value.get<std::int64_t>());
  return {};
}

Result<void> write(const Json& value, const std::string& where, int depth, std::string& out) {
  if (depth > kMaxDepth) return refused(where, "is nested deeper than " + std::to_string(kMaxDepth) + " levels");
  if (value.is_object()) return write_object(value, depth, out);
  if (value.is_array()) return write_array(value, where, depth, out);
  if (value.is_string()) return write_text(value.get_ref<const std::string&>(), where, out);
  if (value.is_number_integer()) return write_integer(value, where, out);
  if (value.is_boolean() || value.is_null()) {
    out += value.is_null() ? "null" : value.get<bool>() ? "true" : "false";
    return {};
  }
  return refused(where, "is no text, whole number, list or truth value; floating point has no one form");
}

}  // namespace

Result<std::string> canonical_json(const Json& value) {
  std::string out;
  TRY_VOID(write(value, "value", 0, out));
  return out;
}

}  // namespace timbre
