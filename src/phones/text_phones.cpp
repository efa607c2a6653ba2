#include "phones/text_phones.h"

#include <algorithm>

#include "phones/ipa_reading.h"
#include "phones/spoken_text.h"
#include "phones/syllables.h"
#include "phones/word_phonemes.h"

namespace timbre::phones {
namespace {

Boundary boundary_of(PhoneId mark) {
  if (mark == kPadding) return Boundary::Word;
  return mark == kComma || mark == kColon || mark == kDash ? Boundary::Phrase : Boundary::Sentence;
}

/// Adds words, then what follows them.
class TextBuilder {
 public:
  TextBuilder(std::vector<SpokenWord> words, const TextPhonesOptions& options)
      : words_(std::move(words)), options_(options) {
    out_.language = options.language;
  }

  void add(std::size_t index, const WordPhonemes& phonemes) {
    const IpaReadingOptions reading{is_language(options_.language, "en"), options_.keeps_allophones};
    const std::vector<StressedPhone> sounds = read_ipa(phonemes, reading);
    const SpokenWord& word = words_[index];
    PhonedWord entry;
    entry.text = word.text;
    entry.begin = word.begin;
    entry.end = word.end;
    for (const std::string& phoneme : phonemes) entry.ipa += phoneme;
    entry.first_phone = out_.phones.size();
    entry.phone_count = sounds.size();
    out_.words.push_back(std::move(entry));
    add_sounds(sounds, index);
    add_marks(index);
  }

  PhonedText finish() && {
    place_words_in_phrases();
    return std::move(out_);
  }

 private:
  void add_sounds(const std::vector<StressedPhone>& sounds, std::size_t word) {
    const std::vector<Syllable> syllables = syllables_of(sounds);
    for (std::size_t s = 0; s < syllables.size(); ++s) {
      for (std::size_t i = syllables[s].first; i < syllables[s].end; ++i) {
        Phone phone;
        phone.id = sounds[i].id;
        phone.stress = syllables[s].stress;
        phone.part = i < syllables[s].nucleus    ? SyllablePart::Onset
                     : i == syllables[s].nucleus ? SyllablePart::Nucleus
                                                 : SyllablePart::Coda;
        phone.word = word;
        phone.syllable = s;
        phone.in_word = position_of(i, sounds.size());
        phone.after = i + 1 == syllables[s].end ? Boundary::Syllable : Boundary::None;
        out_.phones.push_back(phone);
      }
    }
  }

  /// The border goes to the last sound so far, which an unspoken word may not have.
  void add_marks(std::size_t index) {
    const SpokenWord& word = words_[index];
    PhoneId mark = word.mark;
    if (mark == kPadding && word.ends_paragraph && options_.ends_sentence) mark = kStop;
    const Boundary boundary = word.ends_paragraph ? Boundary::Paragraph : boundary_of(mark);
    if (!out_.phones.empty()) out_.phones.back().after = std::max(out_.phones.back().after, boundary);
    if (mark != kPadding && !out_.phones.empty()) add_mark(mark, boundary);
    if (word.ends_paragraph && index + 1 < words_.size() && !out_.phones.empty()) add_mark(kParagraph, boundary);
  }

  void add_mark(PhoneId mark, Boundary boundary) {
    Phone phone;
    phone.id = mark;
    phone.after = boundary;
    out_.phones.push_back(phone);
  }

  void place_words_in_phrases() {
    for (std::size_t first = 0; first < words_.size();) {
      std::size_t last = first;
      while (last + 1 < words_.size() && words_[last].mark == kPadding && !words_[last].ends_paragraph) ++last;
      for (std::size_t w = first; w <= last; ++w) {
        const Position position = position_of(w - first, last - first + 1);
        const PhonedWord& word = out_.words[w];
        for (std::size_t i = 0; i < word.phone_count; ++i) out_.phones[word.first_phone + i].word_in_phrase = position;
      }
      first = last + 1;
    }
  }

  std::vector<SpokenWord> words_;
  const TextPhonesOptions& options_;
  PhonedText out_;
};

}  // namespace

Result<PhonedText> phones_of_text(std::string_view text, const TextPhonesOptions& options) {
  std::vector<SpokenWord> words = spoken_words(text, options.language);
  TRY(const std::vector<WordPhonemes> phonemes, word_phonemes(words, options.language));
  TextBuilder builder(std::move(words), options);
  for (std::size_t i = 0; i < phonemes.size(); ++i) builder.add(i, phonemes[i]);
  return std::move(builder).finish();
}

}  // namespace timbre::phones
