#include "phones/word_phonemes.h"

#include <algorithm>
#include <utility>

#include "phones/ipa_reading.h"
#include "text/code_points.h"
#include "text/espeak.h"

namespace timbre::phones {
namespace {

constexpr std::size_t kLongestPhraseBytes = 250;
constexpr std::string_view kBorder = "|";

/// Words [first, end) that are asked for at once.
struct Run {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// espeak-ng takes the letter for the article.
bool is_letter_a(const SpokenWord& word, bool is_english) {
  return is_english && word.is_letter && (word.text == "A" || word.text == "a");
}

/// Capitals throughout would be spelt; what is to be spelt comes letter by letter.
std::string as_asked(const SpokenWord& word, bool is_english) {
  const std::u32string points = text::code_points(word.text);
  const bool has_small = std::any_of(points.begin(), points.end(), [](char32_t c) { return text::upper_case(c) != c; });
  if (!is_english || has_small || points.size() < 2) return word.text;
  std::string lower;
  for (const char32_t c : points) text::append_utf8(text::lower_case(c), lower);
  return lower;
}

std::vector<Run> runs_of(std::span<const SpokenWord> words, bool is_english) {
  std::vector<Run> runs;
  std::size_t bytes = 0;
  bool is_open = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_letter_a(words[i], is_english)) {
      is_open = false;
      continue;
    }
    bytes += words[i].text.size() + 1;
    if (!is_open || bytes > kLongestPhraseBytes) {
      runs.push_back({i, i});
      bytes = words[i].text.size() + 1;
    }
    runs.back().end = i + 1;
    is_open = words[i].mark == kPadding && !words[i].ends_paragraph;
  }
  return runs;
}

std::vector<std::string> flattened(const std::vector<WordPhonemes>& words) {
  std::vector<std::string> all;
  for (const WordPhonemes& word : words) {
    if (!all.empty()) all.emplace_back(kBorder);
    all.insert(all.end(), word.begin(), word.end());
  }
  return all;
}

bool begins_vowel(const std::string& phoneme) {
  const std::vector<StressedPhone> phones = read_ipa(std::span(&phoneme, 1));
  return !phones.empty() && is_vowel(phones.front().id);
}

/// What it costs to say `b` for `a`.
int change_cost(const std::string& a, const std::string& b) {
  if (a == b) return 0;
  if (a == kBorder || b == kBorder) return 8;
  return begins_vowel(a) == begins_vowel(b) ? 2 : 5;
}

int gap_cost(const std::string& phoneme) { return phoneme == kBorder ? 1 : 2; }

/// The least cost of the first i of one and the first j of the other, for all i and j.
std::vector<std::vector<int>> cost_table(const std::vector<std::string>& said, const std::vector<std::string>& alone) {
  std::vector<std::vector<int>> cost(said.size() + 1, std::vector<int>(alone.size() + 1, 0));
  for (std::size_t i = 1; i <= said.size(); ++i) cost[i][0] = cost[i - 1][0] + gap_cost(said[i - 1]);
  for (std::size_t j = 1; j <= alone.size(); ++j) cost[0][j] = cost[0][j - 1] + gap_cost(alone[j - 1]);
  for (std::size_t i = 1; i <= said.size(); ++i) {
    for (std::size_t j = 1; j <= alone.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j - 1] + change_cost(said[i - 1], alone[j - 1]),
                             cost[i - 1][j] + gap_cost(said[i - 1]), cost[i][j - 1] + gap_cost(alone[j - 1])});
    }
  }
  return cost;
}

}  // namespace

std::vector<WordPhonemes> chunks_of(std::string_view ipa) {
  std::vector<WordPhonemes> chunks(1);
  std::string phoneme;
  bool is_switch = false;  // "(fr)": the rest is pronounced in another language
  const auto finish_phoneme = [&] {
    if (!phoneme.empty()) chunks.back().push_back(std::move(phoneme));
    phoneme.clear();
  };
  for (const char byte : ipa) {
    is_switch = is_switch || byte == '(';
    const bool is_border = byte == ' ' || byte == '\n';
    if (!is_switch && !is_border && byte != text::kEspeakSeparator) {
      phoneme.push_back(byte);
      continue;
    }
    if (byte == ')') is_switch = false;
    finish_phoneme();
    if (is_border && !chunks.back().empty()) chunks.emplace_back();
  }
  finish_phoneme();
  if (chunks.back().empty()) chunks.pop_back();
  return chunks;
}

std::vector<WordPhonemes> share_out(const std::vector<WordPhonemes>& phrase_chunks,
                                    const std::vector<WordPhonemes>& words_alone) {
  const std::vector<std::string> said = flattened(phrase_chunks);
  const std::vector<std::string> alone = flattened(words_alone);
  const auto cost = cost_table(said, alone);
  std::vector<WordPhonemes> shares(words_alone.size());
  std::size_t i = said.size();
  std::size_t j = alone.size();
  std::size_t word = words_alone.size() - 1;
  while (i > 0) {
    const bool is_change = j > 0 && cost[i][j] == cost[i - 1][j - 1] + change_cost(said[i - 1], alone[j - 1]);
    const bool is_left_out = !is_change && j > 0 && cost[i][j] == cost[i][j - 1] + gap_cost(alone[j - 1]);
    if ((is_change || is_left_out) && alone[j - 1] == kBorder && word > 0) --word;
    if (!is_left_out && said[i - 1] != kBorder) shares[word].push_back(said[i - 1]);
    i -= is_left_out ? 0 : 1;
    j -= is_change || is_left_out ? 1 : 0;
  }
  for (WordPhonemes& share : shares) std::reverse(share.begin(), share.end());
  return shares;
}

namespace {

/// A run whose words espeak-ng joined or parted: each word alone beside it.
Result<void> settle(std::span<const SpokenWord> words, Run run, const std::vector<WordPhonemes>& said,
                    const std::string& language, std::vector<WordPhonemes>& all) {
  const bool is_english = is_language(language, "en");
  std::vector<std::string> each;
  for (std::size_t i = run.first; i < run.end; ++i) each.push_back(as_asked(words[i], is_english));
  TRY(const std::vector<std::string> answers, text::espeak_ipa_of_each(each, language));
  std::vector<WordPhonemes> alone;
  for (const std::string& answer : answers) {
    WordPhonemes& word = alone.emplace_back();
    for (WordPhonemes& chunk : chunks_of(answer)) word.insert(word.end(), chunk.begin(), chunk.end());
  }
  std::vector<WordPhonemes> shares = share_out(said, alone);
  std::move(shares.begin(), shares.end(), all.begin() + static_cast<std::ptrdiff_t>(run.first));
  return {};
}

}  // namespace

Result<std::vector<WordPhonemes>> word_phonemes(std::span<const SpokenWord> words, const std::string& language) {
  const bool is_english = is_language(language, "en");
  std::vector<WordPhonemes> all(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_letter_a(words[i], is_english)) all[i] = {"ˈeɪ"};
  }
  const std::vector<Run> runs = runs_of(words, is_english);
  std::vector<std::string> phrases;
  for (const Run& run : runs) {
    std::string& phrase = phrases.emplace_back();
    for (std::size_t i = run.first; i < run.end; ++i)
      phrase.append(phrase.empty() ? "" : " ").append(as_asked(words[i], is_english));
  }
  TRY(const std::vector<std::string> answers, text::espeak_ipa_of_each(phrases, language));
  for (std::size_t r = 0; r < runs.size(); ++r) {
    std::vector<WordPhonemes> chunks = chunks_of(answers[r]);
    if (chunks.size() == runs[r].end - runs[r].first) {
      std::move(chunks.begin(), chunks.end(), all.begin() + static_cast<std::ptrdiff_t>(runs[r].first));
    } else {
      TRY_VOID(settle(words, runs[r], chunks, language, all));
    }
  }
  return all;
}

}  // namespace timbre::phones
