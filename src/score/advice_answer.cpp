#include "score/advice_answer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>

#include "base/json.h"
#include "base/utf8.h"

namespace timbre::score {
namespace {

Error no_advice(const std::string& why) { return {ErrorKind::InvalidInput, "the answer is not advice: " + why}; }

/// The end of the object that begins at `from`, braces inside of texts left out; npos where it is never closed.
std::size_t end_of_object(std::string_view text, std::size_t from) {
  std::size_t depth = 0;
  bool is_in_text = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (is_in_text) {
      if (c == '\\') ++i;
      if (c == '"') is_in_text = false;
    } else if (c == '"') {
      is_in_text = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

/// The first object in the text that parses and has "advice". Prose may hold braces of its own, so a few are tried.
std::optional<Json> find_object(std::string_view text) {
  constexpr int kMostTries = 16;
  std::size_t at = text.find('{');
  for (int tries = 0; at != std::string_view::npos && tries < kMostTries; ++tries) {
    const std::size_t end = end_of_object(text, at);
    if (end != std::string_view::npos) {
      Json json = Json::parse(text.substr(at, end - at), nullptr, false);
      if (json.is_object() && json.contains("advice")) return json;
    }
    at = text.find('{', at + 1);
  }
  return std::nullopt;
}

bool contains_any(const std::string& text, const auto& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&text](std::string_view part) { return text.find(part) != std::string::npos; });
}

std::string lower(const std::string& text) {
  std::string result = text;
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool has_markup(const std::string& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto next = static_cast<unsigned char>(text[i + 1]);
    if (text[i] == '<' && (std::isalpha(next) != 0 || next == '/' || next == '!' || next == '?')) return true;
    if (text[i] == '&' && next == '#') return true;
  }
  constexpr std::array<std::string_view, 4> kMarks{"```", "](", "**", "&lt;"};
  return contains_any(text, kMarks);
}

/// "name.tld" with nothing but letters behind the dot, as a browser or a chat would make a link of.
bool has_link(const std::string& text) {
  constexpr std::array<std::string_view, 12> kLinks{"://",  "www.", "mailto:", "javascript:", ".com", ".org",
                                                    ".net", ".io/", ".ai/",    ".dev",        ".ru/", ".info"};
  return contains_any(lower(text), kLinks);
}

/// Characters that cannot be seen or that turn text around: a tip needs none of them.
bool has_hidden_characters(const std::string& text) {
  // zero width and marks of direction U+200B … U+200F, U+202A … U+202E, U+2028, U+2029, U+2060 … U+206F, U+FEFF
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]);
    const auto b = static_cast<unsigned char>(text[i + 1]);
    const auto c = static_cast<unsigned char>(text[i + 2]);
    if (a == 0xE2 && b == 0x80 && ((c >= 0x8B && c <= 0x8F) || (c >= 0xA8 && c <= 0xAE))) return true;
    if (a == 0xE2 && b == 0x81 && c >= 0xA0 && c <= 0xAF) return true;
    if (a == 0xEF && b == 0xBB && c == 0xBF) return true;
  }
  return false;
}

/// What is wrong with the fields of a tip; empty where nothing is.
std::string wrong_fields(const Json& tip) {
  if (!tip.is_object()) return "it is not an object";
  for (const auto& [key, value] : tip.items()) {
    constexpr std::array<std::string_view, 4> kKeys{"measure", "direction", "value", "text"};
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) return "it has a field that was not asked for";
  }
  for (const char* key : {"measure", "direction", "text"}) {
    if (!tip.contains(key) || !tip[key].is_string()) return "its '" + std::string(key) + "' is not a text";
  }
  if (!tip.contains("value") || !tip["value"].is_number()) return "its 'value' is not a number";
  if (!std::isfinite(tip["value"].get<double>())) return "its 'value' is not finite";
  return {};
}

std::string text_of(const Json& tip) {
  return tip.is_object() && tip.contains("text") && tip["text"].is_string() ? tip["text"].get<std::string>() : "";
}

/// The tip, or why it is none.
std::string read_tip(const Json& json, AnsweredTip& tip) {
  const std::string wrong = wrong_fields(json);
  if (!wrong.empty()) return wrong;
  const auto measure = measure::measure_by_name(json["measure"].get_ref<const std::string&>());
  if (!measure) return "there is no measure '" + shown_text(json["measure"].get_ref<const std::string&>()) + "'";
  const auto direction = change_by_name(json["direction"].get_ref<const std::string&>());
  if (!direction) return "its 'direction' must be raise, lower or keep";
  tip = {*measure, *direction, json["value"].get<double>(), json["text"].get<std::string>()};
  return not_plain_text(tip.text);
}

bool is_repeated(const std::vector<AnsweredTip>& tips, const AnsweredTip& tip) {
  return std::any_of(tips.begin(), tips.end(), [&tip](const AnsweredTip& other) {
    return other.text == tip.text || (other.measure == tip.measure && other.direction == tip.direction);
  });
}

}  // namespace

std::string shown_text(std::string_view text) {
  if (text.size() > kMaxDroppedBytes) {
    std::size_t size = kMaxDroppedBytes;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return printable(text.substr(0, size)) + "…";
  }
  return printable(text);
}

std::string not_plain_text(const std::string& text) {
  if (text.find_first_not_of(' ') == std::string::npos) return "its text is empty";
  if (text.size() > kMaxTipBytes) {
    return "its text has " + std::to_string(text.size()) + " bytes; " + std::to_string(kMaxTipBytes) + " are allowed";
  }
  if (printable(text) != text) return "its text holds control characters or broken UTF-8";
  if (has_hidden_characters(text)) return "its text holds characters that cannot be seen";
  if (has_markup(text)) return "its text holds HTML or Markdown";
  if (has_link(text)) return "its text holds a link";
  return {};
}

Result<AdviceAnswer> read_advice_answer(std::string_view answer) {
  if (answer.size() > kMaxAnswerBytes) {
    return no_advice("it has " + std::to_string(answer.size()) + " bytes; at most " + std::to_string(kMaxAnswerBytes) +
                     " are read");
  }
  const std::optional<Json> json = find_object(answer);
  if (!json) return no_advice("it holds no JSON with a list \"advice\"");
  if (!(*json)["advice"].is_array()) return no_advice("\"advice\" is not a list");
  if (json->size() != 1) return no_advice("it has fields that were not asked for");
  AdviceAnswer result;
  for (const Json& entry : (*json)["advice"]) {
    AnsweredTip tip;
    std::string why = read_tip(entry, tip);
    if (why.empty() && is_repeated(result.tips, tip)) why = "it repeats another tip";
    if (why.empty() && result.tips.size() >= kMaxTips) why = "there are more than " + std::to_string(kMaxTips);
    if (why.empty()) {
      result.tips.push_back(std::move(tip));
    } else if (result.dropped.size() < kMaxTips) {
      result.dropped.push_back({shown_text(text_of(entry)), why});
    }
  }
  return result;
}

}  // namespace timbre::score
