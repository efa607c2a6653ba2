#include "server/api/take_list.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/utc_time.h"
#include "base/utf8.h"
#include "server/api/take_json.h"

namespace timbre::server {
namespace {

bool is_plain(char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; }

/// Most text needs nothing escaped; the rest goes the long way.
void add_text(std::string& out, const std::string& text) {
  if (!std::all_of(text.begin(), text.end(), is_plain)) {
    out += Json(valid_utf8(text)).dump();
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

void add_field(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += name;
  out += "\":";
}

void add(std::string& out, std::string_view name, const std::string& text) {
  add_field(out, name);
  add_text(out, text);
}

template <typename T>
void add_value(std::string& out, std::string_view name, const T& json) {
  add_field(out, name);
  out += json;
}

/// Shortest, and with a fraction, as the JSON library writes it.
std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  std::string out(text.data(), end);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

std::string or_null(const std::optional<double>& value) { return value ? number(*value) : "null"; }
std::string or_null(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "null"; }
std::string score(const std::optional<double>& value) {
  return value ? "{\"score\":" + number(*value) + "}" : std::string("null");
}

void add_or_null(std::string& out, std::string_view name, const std::optional<std::string>& text) {
  add_field(out, name);
  if (text) {
    add_text(out, *text);
  } else {
    out += "null";
  }
}

void add_labels(std::string& out, const std::string& labels) {
  add_field(out, "labels");
  out += '[';
  for (std::size_t start = 0; start < labels.size();) {
    const std::size_t end = std::min(labels.find(',', start), labels.size());
    if (start > 0) out += ',';
    add_text(out, labels.substr(start, end - start));
    start = end + 1;
  }
  out += ']';
}

void add_take(std::string& out, const store::TakeSummary& take) {
  out += '{';
  add(out, "id", take.id);
  add_value(out, "revision", std::to_string(take.revision));
  add(out, "name", take.name);
  add(out, "note", take.note);
  add(out, "original_name", take.original_name);
  add(out, "created", rfc3339(take.created_ms));
  add_or_null(out, "trashed", take.trashed_ms ? std::optional(rfc3339(*take.trashed_ms)) : std::nullopt);
  add_value(out, "size_bytes", std::to_string(take.blob.size_bytes));
  add_value(out, "duration_s", or_null(take.duration_s));
  add_value(out, "sample_rate_hz", or_null(take.sample_rate_hz));
  add(out, "prompt", take.prompt);
  add_or_null(out, "verdict", take.verdict);
  add_value(out, "stars", or_null(take.stars));
  add_value(out, "overall", or_null(take.overall));
  add_value(out, "acoustic", score(take.acoustic));
  add_value(out, "delivery", score(take.delivery));
  add_labels(out, take.labels);
  add(out, "first_words", take.first_words);
  add_or_null(out, "problem", take.problem);
  out += '}';
}

}  // namespace

std::string list_text(const store::TakeList& list) {
  std::string out;
  out.reserve(500 * list.takes.size() + 100);
  out += "{\"total\":" + std::to_string(list.total) + ",\"takes\":[";
  for (const store::TakeSummary& take : list.takes) {
    if (out.back() != '[') out += ',';
    add_take(out, take);
  }
  return out += "]}";
}

}  // namespace timbre::server
