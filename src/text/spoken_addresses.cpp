#include <algorithm>
#include <array>

#include "text/spoken_numbers.h"
#include "text/spoken_rules.h"

namespace timbre::text {
namespace {

/// Said as words. Other last parts of two or three letters are spelt: "dot U K".
constexpr std::array<std::string_view, 22> kSaidDomains = {
    "com",  "org",  "net",  "gov",    "edu",  "mil",   "int",  "info", "biz",    "app",   "dev",
    "shop", "blog", "news", "online", "site", "store", "tech", "xyz",  "museum", "cloud", "pro"};
constexpr std::array<std::string_view, 36> kSpeltDomains = {
    "uk", "us", "de", "fr", "es", "it", "nl", "se", "no", "dk", "fi", "pl", "pt", "ch", "at", "be", "ie", "ca",
    "au", "nz", "jp", "cn", "in", "br", "ru", "eu", "io", "ai", "tv", "me", "fm", "ly", "gg", "za", "mx", "kr"};
constexpr std::array<std::string_view, 34> kFileEndings = {
    "pdf", "txt",  "html", "htm",  "php",  "css", "js",  "ts",   "py",  "cpp",  "h",   "c",
    "sh",  "csv",  "xml",  "json", "yaml", "md",  "doc", "docx", "xls", "xlsx", "ppt", "png",
    "jpg", "jpeg", "gif",  "svg",  "mp3",  "mp4", "wav", "flac", "zip", "exe"};

template <typename List>
bool is_in(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_label_character(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-'; }

/// "www.example.co.uk": labels with points between, the last of them known.
bool is_host(std::string_view text) {
  const std::size_t point = text.rfind('.');
  if (point == std::string_view::npos || point == 0 || point + 1 == text.size()) return false;
  const std::string last = ascii_lower(text.substr(point + 1));
  if (!is_in(kSaidDomains, last) && !is_in(kSpeltDomains, last)) return false;
  if (is_ascii_capital(text[point + 1]) && !is_ascii_capital(text[point - 1]))
    return false;  // "end.In": a space is missing
  const bool is_clean = std::all_of(text.begin(), text.end(), [](char c) { return is_label_character(c) || c == '.'; });
  const bool has_letter = std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(point), is_ascii_letter);
  return is_clean && has_letter && text.find("..") == std::string_view::npos && text.front() != '.';
}

bool is_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && is_host(text.substr(at + 1));
}

bool is_file(std::string_view text) {
  const std::size_t point = text.rfind('.');
  if (point == std::string_view::npos || point == 0 || !is_in(kFileEndings, text.substr(point + 1))) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_label_character(c) || c == '.' || c == '_' || c == '/'; });
}

/// "192.168.0.1".
bool is_ip_address(std::string_view text) {
  std::size_t parts = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('.'), text.size());
    if (!small_number(text.substr(0, end), 255)) return false;
    ++parts;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts == 4;
}

std::string_view sign_name(char c) {
  switch (c) {
    case '.':
      return "dot";
    case '/':
      return "slash";
    case '-':
      return "dash";
    case '_':
      return "underscore";
    case '@':
      return "at";
    case ':':
      return "colon";
    case '?':
      return "question mark";
    case '=':
      return "equals";
    case '&':
      return "and";
    case '#':
      return "hash";
    case '%':
      return "percent";
    case '+':
      return "plus";
    case '~':
      return "tilde";
    default:
      return {};
  }
}

/// A run of letters within an address.
std::string label_words(std::string_view label, bool is_behind_point) {
  const std::string lower = ascii_lower(label);
  const bool has_vowel = lower.find_first_of("aeiouy") != std::string::npos;
  const bool is_ending = is_behind_point && (is_in(kSpeltDomains, lower) || is_in(kFileEndings, lower));
  if (lower == "co" && is_behind_point) return "co";
  if (lower.size() == 1 || is_ending || (!has_vowel && lower.size() <= 5)) return spelt(label);
  return std::string(label);
}

std::string digits_words(std::string_view digits) {
  return digits.size() > 4 || (digits.size() > 1 && digits.front() == '0') ? spoken_digits(digits)
                                                                           : number_words(digits);
}

/// Everything of an address, from left to right. Other characters stand for themselves.
std::string address_words(std::string_view text) {
  std::string words;
  const auto put = [&words](std::string_view next) { words.append(words.empty() ? "" : " ").append(next); };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    const bool is_digits = is_ascii_digit(text[at]);
    while (end < text.size() && (is_digits ? is_ascii_digit(text[end]) : is_ascii_letter(text[end]))) ++end;
    if (end == at) {
      const std::string_view name = sign_name(text[at]);
      const bool is_first_byte = name.empty() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
      name.empty() && is_first_byte ? words.push_back(text[at]) : put(name.empty() ? text.substr(at, 1) : name);
      ++at;
      continue;
    }
    const std::string_view run = text.substr(at, end - at);
    const bool is_port = is_digits && at > 0 && text[at - 1] == ':';
    put(is_port ? spoken_digits(run) : is_digits ? digits_words(run) : label_words(run, at > 0 && text[at - 1] == '.'));
    at = end;
  }
  return words;
}

bool take_scheme(std::string_view& text) {
  for (const std::string_view scheme : {"https://", "http://", "ftp://", "mailto:"}) {
    if (take_beginning(text, scheme)) return true;
  }
  return false;
}

/// Digits, and what telephone numbers are written with.
bool is_telephone_part(std::string_view text) {
  if (text.empty()) return false;
  take_beginning(text, "+");
  const bool has_digit = std::any_of(text.begin(), text.end(), is_ascii_digit);
  return has_digit && std::all_of(text.begin(), text.end(), [](char c) {
           return is_ascii_digit(c) || c == '-' || c == '(' || c == ')' || c == '.';
         });
}

std::size_t digit_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_ascii_digit));
}

/// Groups of digits with one sign between: {3, 4} for "555-0123"; empty where it is anything else.
std::vector<std::size_t> group_sizes(std::string_view text, char sign) {
  std::vector<std::size_t> sizes(1, 0);
  for (const char c : text) {
    if (c == sign) {
      sizes.push_back(0);
    } else if (is_ascii_digit(c)) {
      ++sizes.back();
    } else {
      return {};
    }
  }
  return sizes;
}

bool is_telephone_token(std::string_view text) {
  using Sizes = std::vector<std::size_t>;
  const Sizes dashes = group_sizes(text, '-');
  const Sizes points = group_sizes(text, '.');
  return dashes == Sizes{3, 4} || dashes == Sizes{3, 3, 4} || dashes == Sizes{1, 3, 3, 4} || points == Sizes{3, 3, 4};
}

constexpr std::size_t kMostGroups = 8;

/// Tokens [first, end) that are groups of digits around token i: "+44 20 7946 0958", "(555) 123-4567".
bool is_in_telephone_number(const SpokenContext& context, std::size_t i) {
  const auto is_part = [&](std::size_t k) { return is_telephone_part(context.text(k)); };
  const auto runs_on = [&](std::size_t k) { return context.core(k).after.empty() || context.core(k).after == ")"; };
  std::size_t first = i;
  while (first > 0 && i - first < kMostGroups && is_part(first - 1) && runs_on(first - 1)) --first;
  std::size_t end = i + 1;
  while (end < context.size() && end - i < kMostGroups && is_part(end) && runs_on(end - 1)) ++end;
  std::size_t digits = 0;
  for (std::size_t k = first; k < end; ++k) digits += digit_count(context.text(k));
  if (digits < 7 || digits > 15) return false;
  const std::string_view head = context.text(first);
  const bool is_area_code =
      context.core(first).before.ends_with('(') && context.core(first).after == ")" && end - first > 1;
  const bool is_national = head.front() == '0' && head.size() >= 3 && end - first > 1 && all_digits(head);
  return head.front() == '+' || is_area_code || is_national;
}

/// "BlackLivesMatter" → "Black Lives Matter", "user_name2" → "user name two".
std::string tag_words(std::string_view tag) {
  std::string parted;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    const bool is_new = i > 0 && is_ascii_capital(tag[i]) && tag[i - 1] >= 'a' && tag[i - 1] <= 'z';
    if (is_new) parted += ' ';
    parted += tag[i] == '_' ? ' ' : tag[i];
  }
  std::string words;
  for (std::size_t at = 0; at < parted.size();) {
    const std::size_t end = std::min(parted.find(' ', at), parted.size());
    const std::string_view part = std::string_view(parted).substr(at, end - at);
    if (!part.empty())
      words.append(words.empty() ? "" : " ").append(is_number(part) ? number_words(part) : say_mixture(part, false));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::string say_address(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  const bool has_scheme = take_scheme(word);
  const std::string_view host = word.substr(0, word.find_first_of("/:?#"));
  const bool is_address = has_scheme || is_mail(word) || is_host(host) || is_file(word) || is_ip_address(word);
  if (!is_address) return {};
  take_ending(word, "/");
  return address_words(word);
}

std::string say_tag(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  const bool is_hash = take_beginning(word, "#");
  if (!is_hash && !take_beginning(word, "@")) return {};
  const bool is_name =
      std::all_of(word.begin(), word.end(), [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_'; });
  if (!is_name || std::none_of(word.begin(), word.end(), is_ascii_letter)) return {};
  return (is_hash ? "hashtag " : "at ") + tag_words(word);
}

std::string say_telephone(const SpokenContext& context, std::size_t i, std::string&) {
  const std::string_view word = context.text(i);
  if (word == "911" || word == "999" || word == "112") {
    const std::string before = ascii_lower(context.previous(i));
    const bool is_called =
        before == "call" || before == "dial" || before == "called" || before == "dialed" || before == "ring";
    if (word == "911" || is_called) return spoken_digits(word);
  }
  const bool is_one = is_telephone_token(word) || (is_telephone_part(word) && is_in_telephone_number(context, i));
  if (!is_one) return {};
  return (word.front() == '+' ? "plus " : "") + spoken_digits(word);
}

}  // namespace timbre::text
