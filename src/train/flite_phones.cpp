#include "train/flite_phones.h"

#include <algorithm>

#include "phones/phone_labels.h"
#include "phones/text_phones.h"

namespace timbre::train {
namespace {

using phones::Boundary;
using phones::Stress;

/// A word of the text between two spaces, as the text's own reading has it.
struct Chunk {
  std::vector<Stress> stresses;  ///< of its vowels
  phones::PhoneId mark = phones::kPadding;
  Boundary after = Boundary::Word;
};

constexpr std::string_view kSpaces = " \t\r\n";

bool is_dash(std::string_view chunk) { return chunk == "-" || chunk == "--"; }

/// Where the chunks begin. A dash is none: it belongs to the word before it.
std::vector<std::size_t> chunk_begins(std::string_view text) {
  std::vector<std::size_t> begins;
  for (std::size_t at = text.find_first_not_of(kSpaces); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
    if (!is_dash(text.substr(at, end - at))) begins.push_back(at);
    at = text.find_first_not_of(kSpaces, end);
  }
  return begins;
}

Result<std::vector<Chunk>> chunks_of(const std::string& text) {
  const std::vector<std::size_t> begins = chunk_begins(text);
  std::vector<Chunk> chunks(begins.size());
  TRY(const phones::PhonedText phoned, phones::phones_of_text(text));
  for (const phones::PhonedWord& word : phoned.words) {
    const auto next = std::upper_bound(begins.begin(), begins.end(), word.begin);
    if (next == begins.begin()) continue;
    Chunk& chunk = chunks[static_cast<std::size_t>(next - begins.begin()) - 1];
    const std::size_t end = word.first_phone + word.phone_count;
    for (std::size_t i = word.first_phone; i < end; ++i) {
      if (phones::is_vowel(phoned.phones[i].id)) chunk.stresses.push_back(phoned.phones[i].stress);
    }
    if (end >= phoned.phones.size() || !phones::is_mark(phoned.phones[end].id)) continue;
    chunk.mark = phoned.phones[end].id;
    // What one utterance holds is one sentence or a few, never a paragraph that others follow.
    chunk.after = std::min(phoned.phones[end].after, Boundary::Sentence);
  }
  return chunks;
}

/// The sounds of one token, before times and marks matter.
class TokenPhones {
 public:
  TokenPhones(std::span<const FliteSegment> segments, const Chunk& chunk) : segments_(segments), chunk_(chunk) {}

  Result<void> append_to(std::vector<TimedPhone>& phones) {
    const std::size_t first = phones.size();
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      TRY_VOID(add_segment(phones, i));
      phones.back().phone.after = border_after(i);
    }
    set_stresses(std::span(phones).subspan(first));
    if (phones.size() > first) phones.back().phone.after = chunk_.after;
    return {};
  }

 private:
  /// A label of two sounds shares its time out evenly.
  Result<void> add_segment(std::vector<TimedPhone>& phones, std::size_t index) {
    const FliteSegment& segment = segments_[index];
    if (index == 0 || is_new_syllable(index)) ++syllable_count_;
    TRY(const auto sounds, phones::phones_of_label(segment.label, phones::LabelSet::Flite));
    const double step_s = (segment.range.end_s - segment.range.start_s) / static_cast<double>(sounds.size());
    for (std::size_t s = 0; s < sounds.size(); ++s) {
      TimedPhone timed;
      timed.phone.id = sounds[s].id;
      timed.start_s = segment.range.start_s + step_s * static_cast<double>(s);
      timed.end_s = s + 1 == sounds.size() ? segment.range.end_s : timed.start_s + step_s;
      phones.push_back(timed);
      syllable_of_.push_back(syllable_count_ - 1);
      is_stressed_.push_back(segment.is_stressed);
    }
    return {};
  }

  /// The "s" of "it's" is a word without a syllable of its own.
  [[nodiscard]] bool is_new_syllable(std::size_t index) const {
    const FliteSegment& segment = segments_[index];
    if (segment.syllable == segments_[index - 1].syllable) return false;
    return !segment.is_suffix || has_vowel(segment.syllable);
  }

  [[nodiscard]] bool has_vowel(std::size_t syllable) const {
    return std::any_of(segments_.begin(), segments_.end(), [&](const FliteSegment& segment) {
      const auto sounds = phones::phones_of_label(segment.label, phones::LabelSet::Flite);
      return segment.syllable == syllable && sounds.ok() && phones::is_vowel(sounds->front().id);
    });
  }

  [[nodiscard]] Boundary border_after(std::size_t index) const {
    if (index + 1 == segments_.size()) return Boundary::Word;
    const FliteSegment& next = segments_[index + 1];
    if (next.word != segments_[index].word && !next.is_suffix) return Boundary::Word;
    return is_new_syllable(index + 1) ? Boundary::Syllable : Boundary::None;
  }

  void set_stresses(std::span<TimedPhone> phones) const {
    const std::vector<Stress> stresses = syllable_stresses(phones);
    for (std::size_t i = 0; i < phones.size(); ++i) {
      phones::Phone& phone = phones[i].phone;
      phone.stress = stresses[syllable_of_[i]];
      if (phone.id == phones::kErSchwa && phone.stress != Stress::None) phone.id = phones::kEr;
    }
  }

  [[nodiscard]] std::vector<Stress> syllable_stresses(std::span<const TimedPhone> phones) const {
    std::vector<Stress> own(syllable_count_, Stress::None);
    std::vector<std::size_t> with_vowel;
    bool has_main = false;
    for (std::size_t i = 0; i < phones.size(); ++i) {
      if (!phones::is_vowel(phones[i].phone.id)) continue;
      with_vowel.push_back(syllable_of_[i]);
      if (!is_stressed_[i]) continue;
      own[syllable_of_[i]] = has_main ? Stress::Secondary : Stress::Primary;
      has_main = true;
    }
    if (with_vowel.size() != chunk_.stresses.size()) return own;
    std::vector<Stress> read(syllable_count_, Stress::None);
    for (std::size_t v = 0; v < with_vowel.size(); ++v) read[with_vowel[v]] = chunk_.stresses[v];
    return read;
  }

  std::span<const FliteSegment> segments_;
  const Chunk& chunk_;
  std::size_t syllable_count_ = 0;
  std::vector<std::size_t> syllable_of_;  ///< of each sound
  std::vector<bool> is_stressed_;         ///< of each sound, by flite
};

TimedPhone pause(phones::PhoneId id, Boundary after, TimeRange range) {
  TimedPhone timed;
  timed.phone.id = id;
  timed.phone.after = after;
  timed.start_s = range.start_s;
  timed.end_s = range.end_s;
  return timed;
}

}  // namespace

std::string text_for_flite(const std::string& text) {
  std::string out;
  for (std::size_t at = text.find_first_not_of(kSpaces); at != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
    const std::string_view chunk = std::string_view(text).substr(at, end - at);
    if (is_dash(chunk)) {
      if (!out.empty()) out += ',';
    } else {
      out.append(out.empty() ? "" : " ").append(chunk);
    }
    at = text.find_first_not_of(kSpaces, end);
  }
  return out;
}

Result<std::vector<TimedPhone>> timed_phones_of_flite(std::span<const FliteSegment> segments, const std::string& text) {
  TRY(const std::vector<Chunk> chunks, chunks_of(text));
  std::size_t token_count = 0;
  for (const FliteSegment& segment : segments) {
    if (segment.token != kNoFliteToken) token_count = segment.token + 1;
  }
  if (token_count != chunks.size()) {
    return Error{ErrorKind::InvalidInput, "flite says " + std::to_string(token_count) + " words where the text has " +
                                              std::to_string(chunks.size()) + ": '" + text + "'; leave it out"};
  }
  std::vector<TimedPhone> phones;
  for (std::size_t i = 0; i < segments.size();) {
    const std::size_t token = segments[i].token;
    if (token == kNoFliteToken) {
      phones.push_back(pause(phones::kSilence, Boundary::None, segments[i++].range));
      continue;
    }
    std::size_t end = i + 1;
    while (end < segments.size() && segments[end].token == token) ++end;
    const Chunk& chunk = chunks[token];
    TRY_VOID(TokenPhones(segments.subspan(i, end - i), chunk).append_to(phones));
    i = end;
    if (chunk.mark == phones::kPadding) continue;
    const bool has_pause = i + 1 < segments.size() && segments[i].token == kNoFliteToken;
    const double end_s = phones.back().end_s;
    phones.push_back(pause(chunk.mark, chunk.after, has_pause ? segments[i++].range : TimeRange{end_s, end_s}));
  }
  return phones;
}

}  // namespace timbre::train
