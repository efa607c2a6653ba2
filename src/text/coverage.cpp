#include "text/coverage.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "text/code_points.h"
#include "text/spoken_form.h"
#include "text/words.h"

namespace timbre::text {
namespace {

constexpr std::size_t kDiphoneCount = kPhoneCount * kPhoneCount;

std::optional<std::size_t> index_of(std::string_view phone) {
  const auto found = std::find(kCmuPhones.begin(), kCmuPhones.end(), phone);
  if (found == kCmuPhones.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kCmuPhones.begin());
}

std::string diphone_name(std::size_t diphone) {
  return std::string(kCmuPhones[diphone / kPhoneCount]) + "-" + std::string(kCmuPhones[diphone % kPhoneCount]);
}

/// Whether a reader pauses at these marks: at any but hyphens, quotes and signs.
bool is_pause(std::string_view marks) {
  const std::u32string points = code_points(marks);
  return std::any_of(points.begin(), points.end(), [](char32_t c) {
    return std::u32string_view(U".,;:?!()[]—–…").find(c) != std::u32string_view::npos;
  });
}

}  // namespace

Coverage& Coverage::operator|=(const Coverage& other) {
  phones |= other.phones;
  diphones |= other.diphones;
  return *this;
}

Coverage coverage_of_phrase(std::span<const Pronunciation> words) {
  Coverage coverage;
  std::optional<std::size_t> before;
  for (const auto& word : words) {
    for (const auto& phone : word) {
      const auto index = index_of(phone);
      if (index) coverage.phones.set(*index);
      if (index && before) coverage.diphones.set(*before * kPhoneCount + *index);
      before = index;
    }
  }
  return coverage;
}

Result<Coverage> coverage_of_text(std::string_view text, Pronouncer& pronouncer) {
  Coverage coverage;
  std::vector<Pronunciation> phrase;
  const auto end_phrase = [&] {
    coverage |= coverage_of_phrase(phrase);
    phrase.clear();
  };
  for (const Word& word : split_words(spoken_form(text, "en"))) {
    if (is_pause(word.before)) end_phrase();
    TRY(auto ways, pronouncer.pronounce(word.text, "en"));
    if (!ways.empty()) phrase.push_back(std::move(ways.front()));
    if (is_pause(word.after)) end_phrase();
  }
  end_phrase();
  return coverage;
}

CoverageTarget coverage_target(const CmuDictionary& dictionary) {
  std::vector<std::uint32_t> counts(kDiphoneCount);
  for (std::size_t line = 0; line < dictionary.line_count(); ++line) {
    if (dictionary.head(line).ends_with(')')) continue;
    std::optional<std::size_t> before;
    for (const auto& phone : dictionary.phones(line)) {
      const auto index = index_of(phone);
      if (before && index) ++counts[*before * kPhoneCount + *index];
      before = index;
    }
  }
  std::vector<std::uint16_t> order(kDiphoneCount);
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return counts[a] > counts[b]; });
  const double wanted =
      kDiphoneMass * static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  CoverageTarget target;
  target.all.phones.set();
  double mass = 0.0;
  for (const std::uint16_t diphone : order) {
    if (mass >= wanted) break;
    mass += counts[diphone];
    target.all.diphones.set(diphone);
    target.by_frequency.push_back(diphone);
  }
  return target;
}

CoverageReport report_coverage(const Coverage& have, const CoverageTarget& target) {
  CoverageReport report;
  report.phones = have.phones.count();
  report.diphones = (have.diphones & target.all.diphones).count();
  report.diphones_wanted = target.by_frequency.size();
  for (std::size_t phone = 0; phone < kPhoneCount; ++phone) {
    if (!have.phones[phone]) report.missing_phones.emplace_back(kCmuPhones[phone]);
  }
  for (const std::uint16_t diphone : target.by_frequency) {
    if (!have.diphones[diphone]) report.missing_diphones.push_back(diphone_name(diphone));
  }
  return report;
}

Result<std::optional<PromptGain>> next_prompt(const Coverage& have, std::span<const Prompt> prompts,
                                              const CoverageTarget& target, Pronouncer& pronouncer) {
  std::optional<PromptGain> best;
  double best_per_word = 0.0;
  for (std::size_t i = 0; i < prompts.size(); ++i) {
    if (prompts[i].is_free || prompts[i].language != "en") continue;
    TRY(const Coverage said, coverage_of_text(prompts[i].text, pronouncer));
    const PromptGain gain{i, (said.phones & ~have.phones).count(),
                          (said.diphones & ~have.diphones & target.all.diphones).count()};
    const double per_word = static_cast<double>(gain.diphones) / static_cast<double>(word_count(prompts[i]));
    if (gain.phones + gain.diphones == 0) continue;
    const bool is_better =
        !best || gain.phones > best->phones || (gain.phones == best->phones && per_word > best_per_word);
    if (!is_better) continue;
    best = gain;
    best_per_word = per_word;
  }
  return best;
}

}  // namespace timbre::text
