#include "text/spoken_context.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "text/code_points.h"
#include "text/spoken_numbers.h"
#include "text/unsaid_characters.h"

namespace timbre::text {
namespace {

constexpr std::array<std::string_view, 14> kOpening = {"\"", "'", "(", "[", "“", "‘", "«",
                                                       "„",  "¿", "¡", "*", "_", "{", "—"};
constexpr std::array<std::string_view, 18> kClosing = {"\"", "'", ")", "]", "”", "’", "»", ".", ",",
                                                       ";",  ":", "!", "?", "…", "—", "*", "_", "}"};
constexpr char32_t kReplacement = 0xFFFD;

std::string without_pictures(std::string_view token) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c > ' '; };
  if (std::all_of(token.begin(), token.end(), is_plain)) return std::string(token);
  std::string out;
  for (const char32_t c : code_points(token)) {
    if (c == kReplacement || (!is_picture(c) && !is_invisible(c))) append_utf8(c, out);
  }
  return out;
}

/// Takes marks off one end until there are none.
template <typename Marks>
void strip(std::string_view& text, const Marks& marks, bool at_start) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view mark : marks) {
      if (at_start ? !text.starts_with(mark) : !text.ends_with(mark)) continue;
      at_start ? text.remove_prefix(mark.size()) : text.remove_suffix(mark.size());
      found = true;
    }
  }
}

}  // namespace

TokenCore core_of(std::string_view token) {
  const std::string said = without_pictures(token);
  std::string_view text = said;
  strip(text, kOpening, true);
  const auto start = static_cast<std::size_t>(text.data() - said.data());
  strip(text, kClosing, false);
  return {said.substr(0, start), std::string(text), said.substr(start + text.size())};
}

SpokenContext::SpokenContext(std::vector<TokenCore> cores) : cores_(std::move(cores)) {
  std::size_t capitals = 0;
  std::size_t letters = 0;
  std::size_t words = 0;
  for (const TokenCore& core : cores_) {
    const auto of_core = std::count_if(core.text.begin(), core.text.end(), is_ascii_letter);
    capitals += static_cast<std::size_t>(std::count_if(core.text.begin(), core.text.end(), is_ascii_capital));
    letters += static_cast<std::size_t>(of_core);
    words += of_core > 0 ? 1 : 0;
  }
  is_shouting_ = words > 2 && capitals * 3 > letters * 2;
}

std::string_view SpokenContext::text(std::size_t i) const {
  return i < cores_.size() ? std::string_view(cores_[i].text) : std::string_view();
}

std::string_view SpokenContext::previous(std::size_t i) const {
  return i > 0 && cores_[i - 1].after.empty() ? text(i - 1) : std::string_view();
}

std::string_view SpokenContext::next(std::size_t i) const {
  return i + 1 < cores_.size() && cores_[i].after.empty() ? text(i + 1) : std::string_view();
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || is_ascii_capital(c); }
bool is_ascii_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}
bool all_capitals(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_capital);
}
bool begins_with_capital(std::string_view text) { return !text.empty() && is_ascii_capital(text.front()); }

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = is_ascii_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

bool take_ending(std::string_view& text, std::string_view ending) {
  if (!text.ends_with(ending) || text.size() == ending.size()) return false;
  text.remove_suffix(ending.size());
  return true;
}

bool take_beginning(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning) || text.size() == beginning.size()) return false;
  text.remove_prefix(beginning.size());
  return true;
}

std::size_t number_length(std::string_view text) {
  std::size_t end = 0;
  bool has_point = false;
  while (end < text.size()) {
    const bool has_digit_next = end + 1 < text.size() && is_ascii_digit(text[end + 1]);
    const bool is_point = text[end] == '.' && !has_point && has_digit_next;
    const bool is_comma = text[end] == ',' && !has_point && end > 0 && has_digit_next;
    if (!is_ascii_digit(text[end]) && !is_point && !is_comma) break;
    has_point = has_point || is_point;
    ++end;
  }
  return end;
}

bool is_number(std::string_view text) { return !text.empty() && number_length(text) == text.size(); }

std::optional<std::uint64_t> small_number(std::string_view digits, std::uint64_t most) {
  if (!all_digits(digits) || digits.size() > 9) return std::nullopt;
  const std::uint64_t value = std::strtoull(std::string(digits).c_str(), nullptr, 10);
  return value <= most ? std::optional(value) : std::nullopt;
}

bool is_year(std::string_view digits) {
  const auto value = small_number(digits, 2099);
  return digits.size() == 4 && value && *value >= 1100;
}

std::string number_words(std::string_view digits) {
  return is_year(digits) ? spoken_year(*small_number(digits, 2099)) : spoken_decimal(digits);
}

}  // namespace timbre::text
