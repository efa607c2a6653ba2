#include "voice/timed_text.h"

#include <algorithm>

#include "phones/phone_labels.h"
#include "text/words.h"
#include "voice/phone_matching.h"

namespace timbre::voice {
namespace {

using Phones = std::span<const phones::Phone>;

/// As words are compared: an alignment has "forty-two" as one word, the phones have two.
std::string letters_of(const std::string& word) {
  std::string letters = text::normal_form(word);
  std::erase(letters, '-');
  return letters;
}

Result<std::vector<HeardSound>> sounds_of(const SpokenWord& word, double duration_s) {
  std::vector<HeardSound> sounds;
  for (const asr::AlignedPhone& phone : word.phones) {
    TRY(const auto read, phones::phones_of_label(phone.name, phones::LabelSet::Pocketsphinx));
    const TimeRange range{std::min(phone.range.start_s, duration_s), std::min(phone.range.end_s, duration_s)};
    sounds.push_back({read.front().id, range});
  }
  return sounds;
}

/// Puts words and what lies between them one behind the other.
class Timeline {
 public:
  void say(Phones phones, const std::vector<HeardSound>& heard, bool is_doubtful) {
    std::vector<phones::PhoneId> ids;
    for (const auto& phone : phones) {
      if (phones::is_sound(phone.id)) ids.push_back(phone.id);
    }
    const auto times = match_times(ids, heard);
    is_doubtful_ = is_doubtful;
    std::size_t next = 0;
    for (const auto& phone : phones) add(phone, phones::is_sound(phone.id) ? times[next++].end_s : end_s_);
  }

  /// Up to `until_s`, with the marks that stand there.
  void pause(Phones marks, double until_s, bool is_doubtful) {
    is_doubtful_ = is_doubtful;
    const bool is_heard = until_s - end_s_ >= kShortestPauseS;
    if (!is_heard && !phones_.empty()) phones_.back().end_s = end_s_ = std::max(end_s_, until_s);
    if (is_heard && marks.empty()) {
      phones::Phone silence;
      silence.id = phones::kSilence;
      if (!phones_.empty()) silence.after = phones_.back().phone.after;
      add(silence, until_s);
    }
    for (const auto& mark : marks) add(mark, is_heard ? until_s : end_s_);
  }

  [[nodiscard]] std::vector<TimedPhone> phones() && { return std::move(phones_); }

 private:
  /// From where the one before it ends.
  void add(const phones::Phone& phone, double end_s) {
    TimedPhone timed;
    timed.phone.id = phone.id;
    timed.phone.stress = phone.stress;
    timed.phone.after = phone.after;
    timed.start_s = end_s_;
    timed.end_s = end_s_ = std::max(end_s_, end_s);
    timed.is_doubtful = is_doubtful_;
    phones_.push_back(timed);
  }

  std::vector<TimedPhone> phones_;
  double end_s_ = 0.0;
  bool is_doubtful_ = false;
};

}  // namespace

std::optional<std::vector<ReadWord>> words_in_both(const phones::PhonedText& text,
                                                   std::span<const SpokenWord> spoken_words) {
  std::vector<ReadWord> words;
  std::size_t next = 0;
  for (const SpokenWord& spoken : spoken_words) {
    const std::string wanted = letters_of(spoken.text);
    ReadWord word{&spoken};
    std::string so_far;
    for (bool is_first = true; is_first || so_far.size() < wanted.size(); is_first = false, ++next) {
      if (next == text.words.size() || text.words[next].phone_count == 0) return std::nullopt;
      const phones::PhonedWord& phoned = text.words[next];
      so_far += letters_of(phoned.text);
      if (is_first) word.first = phoned.first_phone;
      word.end = phoned.first_phone + phoned.phone_count;
    }
    if (so_far != wanted || spoken.phones.empty()) return std::nullopt;
    words.push_back(word);
  }
  if (words.empty() || next != text.words.size()) return std::nullopt;
  return words;
}

Result<std::vector<TimedPhone>> timed_phones(const phones::PhonedText& text, std::span<const ReadWord> words,
                                             double duration_s) {
  Timeline timeline;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const ReadWord& word = words[i];
    TRY(const auto heard, sounds_of(*word.spoken, duration_s));
    const std::size_t marks_from = i == 0 ? word.first : words[i - 1].end;
    const bool is_doubtful = word.is_doubtful || (i > 0 && words[i - 1].is_doubtful);
    timeline.pause(Phones(text.phones).subspan(marks_from, word.first - marks_from), heard.front().range.start_s,
                   is_doubtful);
    timeline.say(Phones(text.phones).subspan(word.first, word.end - word.first), heard, word.is_doubtful);
  }
  timeline.pause(Phones(text.phones).subspan(words.back().end), duration_s, words.back().is_doubtful);
  return std::move(timeline).phones();
}

}  // namespace timbre::voice
