#pragma once
/// What the rules of spoken_form.h look at: a text's tokens without the punctuation around them, and their neighbours.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::text {

/// A token taken apart. Signs that are said ("$", "%", "°", "-" before a digit) stay inside.
struct TokenCore {
  std::string before;
  std::string text;
  std::string after;
};
/// Emoji and what is invisible are left out.
[[nodiscard]] TokenCore core_of(std::string_view token);

class SpokenContext {
 public:
  explicit SpokenContext(std::vector<TokenCore> cores);

  [[nodiscard]] std::size_t size() const { return cores_.size(); }
  [[nodiscard]] const TokenCore& core(std::size_t i) const { return cores_[i]; }
  /// Empty past the end.
  [[nodiscard]] std::string_view text(std::size_t i) const;
  /// The neighbours, where no punctuation parts them from token i; else empty.
  [[nodiscard]] std::string_view previous(std::size_t i) const;
  [[nodiscard]] std::string_view next(std::size_t i) const;
  /// The token after i, whatever stands between; empty at the end.
  [[nodiscard]] std::string_view following(std::size_t i) const { return text(i + 1); }
  /// Most letters of the text are capitals, and there are several words: capitals mean nothing.
  [[nodiscard]] bool is_shouting() const { return is_shouting_; }

 private:
  std::vector<TokenCore> cores_;
  bool is_shouting_ = false;
};

[[nodiscard]] bool is_ascii_digit(char c);
[[nodiscard]] bool is_ascii_letter(char c);
[[nodiscard]] bool is_ascii_capital(char c);
[[nodiscard]] bool all_digits(std::string_view text);
/// Capitals A to Z, at least one, and nothing else.
[[nodiscard]] bool all_capitals(std::string_view text);
[[nodiscard]] bool begins_with_capital(std::string_view text);
[[nodiscard]] std::string ascii_lower(std::string_view text);
/// Takes `ending` off; false where the text does not end so, or is nothing else.
bool take_ending(std::string_view& text, std::string_view ending);
bool take_beginning(std::string_view& text, std::string_view beginning);

/// How many bytes at the start are a number as it is written, digits with commas and one point: "1,200.5".
[[nodiscard]] std::size_t number_length(std::string_view text);
[[nodiscard]] bool is_number(std::string_view text);
/// All digits, at most `most`.
[[nodiscard]] std::optional<std::uint64_t> small_number(std::string_view digits, std::uint64_t most);
/// 1100 to 2099.
[[nodiscard]] bool is_year(std::string_view digits);
/// A year as years are said, any other number as it is.
[[nodiscard]] std::string number_words(std::string_view digits);

}  // namespace timbre::text
