#include "studio/safe_name.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "text/code_points.h"

namespace timbre::studio {
namespace {

constexpr std::size_t kMostBytes = 80;

bool is_forbidden(char32_t c) {
  constexpr std::u32string_view kForbidden = U"/\\:*?\"<>|";
  const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  // Marks that turn the direction of writing, or cannot be seen, make a name look like another.
  const bool is_hidden =
      (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
  return is_control || is_hidden || kForbidden.find(c) != std::u32string_view::npos;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

bool is_reserved(const std::string& name) {
  constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
  const std::string stem = lower(name.substr(0, name.find('.')));
  if (std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

std::string trimmed(std::string name) {
  name.erase(0, std::min(name.find_first_not_of(" .-"), name.size()));
  name.erase(name.find_last_not_of(" .") + 1);
  return name;
}

}  // namespace

std::string safe_name(const std::string& text) {
  std::string name;
  for (const char32_t c : text::code_points(valid_utf8(text))) {
    std::string next;
    text::append_utf8(is_forbidden(c) ? U'-' : c, next);
    if (name.size() + next.size() > kMostBytes) break;
    name += next;
  }
  name = trimmed(std::move(name));
  if (name.empty()) return "take";
  return is_reserved(name) ? "take " + name : name;
}

std::string unique_safe_name(const std::string& text, std::set<std::string>& used) {
  const std::string name = safe_name(text);
  std::string unique = name;
  for (int number = 2; !used.insert(lower(unique)).second; ++number)
    unique = name + " (" + std::to_string(number) + ")";
  return unique;
}

}  // namespace timbre::studio
