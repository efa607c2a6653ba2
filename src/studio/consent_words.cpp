#include "studio/consent_words.h"

#include <algorithm>
#include <map>
#include <optional>

#include "asr/align.h"
#include "safety/consent_challenge.h"

namespace timbre::studio {
namespace {

using asr::AlignedWord;
using asr::Alignment;
using asr::Reading;
using safety::HeardWord;
using safety::WordPart;

constexpr double kRateHz = 16000.0;
/// Sound beside a word that is given to its rivals too, as the ends of words are not sharp.
constexpr double kEdgeS = 0.03;

/// The word that stands at each place of the text, without what was said besides.
std::map<std::size_t, const AlignedWord*> words_by_place(const Alignment& alignment) {
  std::map<std::size_t, const AlignedWord*> words;
  for (const AlignedWord& word : alignment.words)
    if (word.reading != Reading::Added && word.reading != Reading::Repeated) words.emplace(word.index, &word);
  return words;
}

/// Where each expected word lies among the words of an alignment, in order; none for those that it leaves out or says
/// together (a date).
std::vector<std::optional<std::size_t>> places(const std::vector<HeardWord>& expected, const Alignment& alignment) {
  const auto words = words_by_place(alignment);
  std::vector<std::optional<std::size_t>> found;
  auto next = words.begin();
  for (const HeardWord& word : expected) {
    const auto match =
        std::find_if(next, words.end(), [&](const auto& entry) { return entry.second->text == word.text; });
    found.push_back(match == words.end() ? std::nullopt : std::optional(match->first));
    if (match != words.end()) next = std::next(match);
  }
  return found;
}

/// Words to hold against a word: evenly from the list, or numbers.
std::vector<std::string> rivals_of(const std::string& word, const std::string& language) {
  const auto& list = safety::challenge_words();
  std::vector<std::string> rivals;
  for (std::size_t i = 0; rivals.size() < kRivals; ++i) {
    const std::string rival =
        language == "en" ? list[(i * list.size() / (kRivals + 1) + 31) % list.size()] : std::to_string(113 + i * 27);
    if (rival != word) rivals.push_back(rival);
  }
  return rivals;
}

class Listener {
 public:
  Listener(std::span<const float> samples, std::string language, const CancelToken& cancel)
      : samples_(samples), options_{.language = std::move(language), .finds_edits = true, .cancel = cancel} {}

  Result<Alignment> align(const std::string& text, bool finds_edits) {
    options_.finds_edits = finds_edits;
    return asr::align(samples_, text, options_);
  }

  /// Whether at most `allowed` rivals fit the stretch as well as the word.
  Result<bool> beats_rivals(const std::string& word, const TimeRange& range, std::size_t allowed) {
    options_.finds_edits = false;
    const std::span<const float> stretch = stretch_of(range);
    const double own = fit(stretch, word);
    if (own < 0) return false;
    std::size_t better = 0;
    for (const std::string& rival : rivals_of(word, options_.language)) {
      if (options_.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
      if (fit(stretch, rival) >= own && ++better > allowed) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] std::span<const float> stretch_of(const TimeRange& range) const {
    const double end = static_cast<double>(samples_.size());
    const auto first = static_cast<std::size_t>(std::clamp((range.start_s - kEdgeS) * kRateHz, 0.0, end));
    const auto last = static_cast<std::size_t>(std::clamp((range.end_s + kEdgeS) * kRateHz, 0.0, end));
    return samples_.subspan(first, std::max(first, last) - first);
  }
  /// 0 … 1; −1 where the word is too long for the stretch.
  double fit(std::span<const float> stretch, const std::string& word) {
    const auto alignment = asr::align(stretch, word, options_);
    return alignment.ok() ? alignment->confidence : -1.0;
  }

  std::span<const float> samples_;
  asr::AlignOptions options_;
};

std::vector<HeardWord> expected_words(const ConsentText& text) {
  std::vector<HeardWord> all;
  for (const auto& word : text.statement) all.push_back({word.text, word.part, false});
  for (const std::string& word : text.challenge) all.push_back({word, WordPart::Content, false});
  return all;
}

/// Marks what the aligner calls read.
void mark_read(const Alignment& alignment, std::vector<HeardWord>& words) {
  const auto place = places(words, alignment);
  const auto aligned = words_by_place(alignment);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (place[i]) words[i].is_heard = aligned.at(*place[i])->reading == Reading::Read;
}

/// Holds what was not against its rivals.
Result<void> mark_best_fitting(Listener& listener, const Alignment& forced, std::size_t statement_count,
                               std::vector<HeardWord>& words) {
  const auto place = places(words, forced);
  const auto aligned = words_by_place(forced);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].is_heard || words[i].part == WordPart::Small || !place[i]) continue;
    const std::size_t allowed = i < statement_count ? kStatementRivalsAllowed : kChallengeRivalsAllowed;
    TRY(words[i].is_heard, listener.beats_rivals(words[i].text, aligned.at(*place[i])->range, allowed));
  }
  return {};
}

}  // namespace

Result<safety::HeardWords> hear_consent(std::span<const float> samples, const ConsentText& text,
                                        const CancelToken& cancel) {
  Listener listener(samples, text.language, cancel);
  const std::string all = text.statement_text + " " + safety::challenge_text(text.challenge) + ".";
  std::vector<HeardWord> words = expected_words(text);
  TRY(const Alignment found, listener.align(all, true));
  mark_read(found, words);
  const bool is_complete = std::all_of(
      words.begin(), words.end(), [](const HeardWord& word) { return word.is_heard || word.part == WordPart::Small; });
  if (!is_complete) {
    TRY(const Alignment forced, listener.align(all, false));
    TRY_VOID(mark_best_fitting(listener, forced, text.statement.size(), words));
  }
  const auto middle = words.begin() + static_cast<std::ptrdiff_t>(text.statement.size());
  return safety::HeardWords{{words.begin(), middle}, {middle, words.end()}, "known text"};
}

}  // namespace timbre::studio
