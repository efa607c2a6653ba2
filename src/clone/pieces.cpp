#include "clone/pieces.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "clone/speakable_text.h"
#include "text/code_points.h"
#include "text/sentences.h"

namespace timbre::clone {
namespace {

constexpr std::size_t kGoodLength = 240;  // of joined sentences
constexpr std::size_t kFirstLength = 40;  // what the first piece has at least, two seconds or so
constexpr std::size_t kTinyLength = 30;   // what does not stand alone at the end of a paragraph
constexpr std::size_t kLeastLimit = 20;
constexpr std::size_t kWideLength = 3;

bool is_wide(char32_t c) { return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000; }
bool is_combining(char32_t c) { return (c >= 0x300 && c <= 0x36F) || c == 0x200D || (c >= 0x3099 && c <= 0x309A); }

std::size_t length(const std::u32string& points) {
  const auto wide = static_cast<std::size_t>(std::count_if(points.begin(), points.end(), is_wide));
  return points.size() + (kWideLength - 1) * wide;
}

bool has_word(const std::u32string& points) {
  return std::any_of(points.begin(), points.end(), text::is_word_character);
}

std::string utf8(const std::u32string& points) {
  std::string out;
  for (const char32_t c : points) text::append_utf8(c, out);
  return out;
}

/// A piece that is being put together.
struct Draft {
  std::u32string text;
  PieceEnd end = PieceEnd::Sentence;
};

/// How good a cut before position i is: 0 for none, 1 anywhere, 2 between words, 3 at a comma, 4 at a stronger mark.
int cut_worth(const std::u32string& points, std::size_t i) {
  const char32_t before = points[i - 1];
  const char32_t after = points[i];
  if (is_combining(after)) return 0;
  if (std::u32string_view(U"；：").find(before) != std::u32string_view::npos) return 4;
  if (std::u32string_view(U"，、").find(before) != std::u32string_view::npos) return 3;
  if (after != U' ') return 1;
  std::size_t mark = i;  // quotes and brackets may close after the mark
  while (mark > 1 && std::u32string_view(U"\"'”’»)]").find(points[mark - 1]) != std::u32string_view::npos) --mark;
  const char32_t last = points[mark - 1];
  if (std::u32string_view(U";:–—…!?").find(last) != std::u32string_view::npos) return 4;
  if (last == U',' || last == U'،' || mark < i) return 3;
  return 2;
}

/// Where to cut a text that is too long: at the best mark of the stretch around an even share, nearest to it.
std::size_t cut_place(const std::u32string& points, std::size_t limit) {
  const std::size_t parts = (points.size() + limit - 1) / limit;
  const auto share = static_cast<double>(points.size()) / static_cast<double>(parts);
  const auto first = std::max<std::size_t>(1, static_cast<std::size_t>(0.5 * share));
  std::size_t best = limit;
  double best_worth = -1;
  for (std::size_t i = first; i <= limit && i < points.size(); ++i) {
    const double away = std::abs(static_cast<double>(i) - share) / share;
    const double worth = cut_worth(points, i) - 0.9 * away;
    if (cut_worth(points, i) > 0 && worth > best_worth) {
      best = i;
      best_worth = worth;
    }
  }
  return best;
}

std::vector<Draft> cut_long(std::u32string rest, PieceEnd end, std::size_t limit) {
  std::vector<Draft> parts;
  while (rest.size() > limit) {
    const std::size_t at = cut_place(rest, limit);
    parts.push_back({rest.substr(0, at), cut_worth(rest, at) >= 3 ? PieceEnd::Clause : PieceEnd::Word});
    rest.erase(0, rest[at] == U' ' ? at + 1 : at);
  }
  parts.push_back({std::move(rest), end});
  return parts;
}

constexpr std::size_t kMostBetween = 2;  // characters that append() puts between two sentences

/// A heading or an item of a list has no stop of its own; without one an engine would run on.
void append(const std::u32string& sentence, std::u32string& to) {
  const bool is_open = !to.empty() && text::is_word_character(to.back());
  if (is_open) to += is_wide(to.back()) ? U"。" : U".";
  if (!to.empty() && !is_wide(sentence.front())) to += U" ";
  to += sentence;
}

class SentenceJoiner {
 public:
  SentenceJoiner(std::size_t limit, std::size_t good) : limit_(limit), good_(std::min(good, limit)) {}

  void add(std::u32string sentence, bool is_last_of_paragraph) {
    const bool is_tiny = is_last_of_paragraph && length(sentence) < kTinyLength;
    if (open_ && fits(sentence, is_tiny)) {
      append(sentence, open_->text);
    } else {
      close(PieceEnd::Sentence);
      open_ = Draft{std::move(sentence)};
    }
    if (is_last_of_paragraph) close(PieceEnd::Paragraph);
  }
  std::vector<Draft> finish() && {
    close(PieceEnd::Paragraph);
    return std::move(done_);
  }

 private:
  [[nodiscard]] bool fits(const std::u32string& sentence, bool is_tiny) const {
    if (open_->text.size() + kMostBetween + sentence.size() > limit_) return false;
    if (is_tiny) return true;
    return length(open_->text) + 1 + length(sentence) <= (done_.empty() ? std::min(good_, first_) : good_) ||
           length(open_->text) < (done_.empty() ? kFirstLength : kTinyLength);
  }
  void close(PieceEnd end) {
    if (!open_) return;
    for (Draft& part : cut_long(std::move(open_->text), end, limit_)) done_.push_back(std::move(part));
    open_.reset();
  }

  std::size_t limit_;
  std::size_t good_;
  std::size_t first_ = kFirstLength;
  std::optional<Draft> open_;
  std::vector<Draft> done_;
};

struct Spoken {
  std::u32string text;
  std::size_t paragraph;
};

/// Sentences with words; a sentence of marks alone says nothing.
std::vector<Spoken> spoken_sentences(const std::string& text, std::string_view language) {
  std::vector<Spoken> out;
  for (const text::Sentence& sentence : text::split_sentences(text, language)) {
    std::u32string points = text::code_points(sentence.text);
    if (has_word(points)) out.push_back({std::move(points), sentence.paragraph});
  }
  return out;
}

std::vector<Draft> drafts_of(const std::vector<Spoken>& sentences, std::size_t limit) {
  std::size_t all = 0;
  for (const Spoken& sentence : sentences) all += length(sentence.text) + 1;
  const bool is_one_piece =
      all <= std::min(kGoodLength, limit) + 1 && sentences.front().paragraph == sentences.back().paragraph;
  if (is_one_piece) {
    std::u32string whole;
    for (const Spoken& sentence : sentences) append(sentence.text, whole);
    return {{whole, PieceEnd::Paragraph}};
  }
  SentenceJoiner joiner(limit, kGoodLength);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const bool is_last = i + 1 == sentences.size() || sentences[i + 1].paragraph != sentences[i].paragraph;
    joiner.add(sentences[i].text, is_last);
  }
  return std::move(joiner).finish();
}

}  // namespace

const char* to_string(PieceEnd end) {
  switch (end) {
    case PieceEnd::Word:
      return "word";
    case PieceEnd::Clause:
      return "clause";
    case PieceEnd::Sentence:
      return "sentence";
    case PieceEnd::Paragraph:
      return "paragraph";
    case PieceEnd::Text:
      break;
  }
  return "text";
}

Result<std::vector<Piece>> cut_into_pieces(std::string_view text, std::string_view language,
                                           std::size_t max_characters) {
  TRY(const std::string speakable, speakable_text(text));
  const auto sentences = spoken_sentences(speakable, language);
  std::vector<Piece> pieces;
  for (const Draft& draft : drafts_of(sentences, std::max(max_characters, kLeastLimit))) {
    if (!has_word(draft.text)) {  // marks that were cut off
      if (!pieces.empty()) pieces.back().end = std::max(pieces.back().end, draft.end);
      continue;
    }
    pieces.push_back({utf8(draft.text), draft.end});
  }
  pieces.back().end = PieceEnd::Text;
  return pieces;
}

}  // namespace timbre::clone
