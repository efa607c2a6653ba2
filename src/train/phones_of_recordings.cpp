#include "train/phones_of_recordings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "phones/phone_labels.h"
#include "phones/text_phones.h"
#include "text/words.h"
#include "train/phone_matching.h"

namespace timbre::train {
namespace {

using Phones = std::span<const phones::Phone>;

/// Corpora are in English; letters beyond ASCII stay as they are.
std::string in_small_letters(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// As words are compared: an alignment has "forty-two" as one word, the phones have two.
std::string letters_of(const std::string& word) {
  std::string letters = text::normal_form(word);
  std::erase(letters, '-');
  return letters;
}

/// What was read as one word and what its phones are, [first, end) of the text's.
struct ReadWord {
  const SpokenWord* spoken = nullptr;
  std::size_t first = 0;
  std::size_t end = 0;
  bool is_doubtful = false;
};

/// None where the two have other words.
std::optional<std::vector<ReadWord>> words_in_both(const phones::PhonedText& text, const AlignedUtterance& aligned) {
  std::vector<ReadWord> words;
  std::size_t next = 0;
  for (const SpokenWord& spoken : aligned.words) {
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

Result<TimedUtterance> timed(const phones::PhonedText& text, const std::vector<ReadWord>& words,
                             const AlignedUtterance& aligned, double duration_s) {
  Timeline timeline;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const ReadWord& word = words[i];
    const auto heard = sounds_of(*word.spoken, duration_s);
    if (!heard.ok()) return Error{heard.error().kind, aligned.file + ": " + heard.error().message};
    const std::size_t marks_from = i == 0 ? word.first : words[i - 1].end;
    const bool is_doubtful = word.is_doubtful || (i > 0 && words[i - 1].is_doubtful);
    timeline.pause(Phones(text.phones).subspan(marks_from, word.first - marks_from), heard->front().range.start_s,
                   is_doubtful);
    timeline.say(Phones(text.phones).subspan(word.first, word.end - word.first), *heard, word.is_doubtful);
  }
  timeline.pause(Phones(text.phones).subspan(words.back().end), duration_s, words.back().is_doubtful);
  return TimedUtterance{aligned.file, aligned.confidence, std::move(timeline).phones()};
}

/// How many words are doubtful. None where the confidences are those of other words.
std::optional<std::size_t> doubt(std::vector<ReadWord>& words, const std::vector<double>& confidences) {
  if (confidences.empty()) return 0;
  if (confidences.size() != words.size()) return std::nullopt;
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].is_doubtful = confidences[i] < kLeastHeardConfidence || words[i].spoken->confidence < kLeastFit;
    count += words[i].is_doubtful ? 1 : 0;
  }
  return count;
}

Result<void> add_recording(TimedCorpus& corpus, const eval::Utterance& utterance, const AlignedUtterance& aligned) {
  TRY(const auto text, phones::phones_of_text(in_small_letters(utterance.text)));
  auto words = words_in_both(text, aligned);
  const auto doubtful = words ? doubt(*words, utterance.word_confidences) : std::nullopt;
  if (!doubtful) {
    ++corpus.differing_count;
    return {};
  }
  if (!utterance.word_confidences.empty()) corpus.word_count += words->size();
  corpus.doubtful_word_count += *doubtful;
  if (static_cast<double>(*doubtful) > kMostDoubtful * static_cast<double>(words->size())) {
    ++corpus.doubtful_count;
    return {};
  }
  TRY(corpus.utterances.emplace_back(), timed(text, *words, aligned, utterance.duration_s));
  return {};
}

}  // namespace

Result<TimedCorpus> phones_of_recordings(const std::vector<eval::Utterance>& utterances,
                                         const std::vector<AlignedUtterance>& aligned) {
  std::map<std::string, const AlignedUtterance*> alignment_of;
  for (const auto& one : aligned) alignment_of.emplace(one.file, &one);
  TimedCorpus corpus;
  for (const auto& utterance : utterances) {
    const auto found = alignment_of.find(utterance.file);
    if (found != alignment_of.end()) TRY_VOID(add_recording(corpus, utterance, *found->second));
  }
  return corpus;
}

}  // namespace timbre::train
