#include "asr/edit_summary.h"

#include <algorithm>

namespace timbre::asr {
namespace {

using Words = std::vector<AlignedWord>;

std::string quoted(const std::string& text) { return "“" + text + "”"; }

/// Whether `next` continues the departure that ends with `last`.
bool continues(const AlignedWord& last, const AlignedWord& next) {
  if (last.reading != next.reading) return false;
  if (next.reading == Reading::Added) return last.index == next.index;
  return next.index == last.index + 1;
}

std::string joined(const Words& words, std::size_t first, std::size_t end, std::string AlignedWord::*member) {
  std::string text;
  for (std::size_t i = first; i < end; ++i) {
    const std::string& part = words[i].*member;
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  }
  return text;
}

/// The text's nearest word before or after a place; empty at the ends.
std::string text_before(const Words& words, std::size_t at) {
  while (at > 0) {
    --at;
    if (words[at].reading != Reading::Added && words[at].reading != Reading::Repeated) return words[at].text;
  }
  return {};
}

std::string text_after(const Words& words, std::size_t at) {
  for (; at < words.size(); ++at) {
    if (words[at].reading != Reading::Added && words[at].reading != Reading::Repeated) return words[at].text;
  }
  return {};
}

/// " after “x”", or " before “x”" at the beginning.
std::string place(const Words& words, std::size_t first, std::size_t end) {
  const std::string before = text_before(words, first);
  if (!before.empty()) return " after " + quoted(before);
  const std::string after = text_after(words, end);
  return after.empty() ? "" : " before " + quoted(after);
}

std::string describe_added(const Words& words, std::size_t first, std::size_t end) {
  const std::string heard = joined(words, first, end, &AlignedWord::heard);
  const std::string what = heard.empty() ? "You added something" : "You added " + quoted(heard);
  return what + place(words, first, end) + ".";
}

std::string describe_changed(const Words& words, std::size_t first, std::size_t end) {
  const std::string heard = joined(words, first, end, &AlignedWord::heard);
  const std::string text = quoted(joined(words, first, end, &AlignedWord::text));
  return text + (heard.empty() ? " was read differently." : " was read as " + quoted(heard) + ".");
}

/// Repeats of the same words again and again are one: [first, end) holds whole rounds.
std::string describe_repeated(const Words& words, std::size_t first, std::size_t end, std::size_t rounds) {
  const std::string text = quoted(joined(words, first, end, &AlignedWord::text));
  return text + (rounds == 1 ? " was read twice." : " was read " + std::to_string(rounds + 1) + " times.");
}

bool same_words(const Words& words, std::size_t a, std::size_t b, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const AlignedWord& other = words[b + i];
    if (other.reading != Reading::Repeated || other.index != words[a + i].index) return false;
  }
  return true;
}

std::string describe(const Words& words, std::size_t first, std::size_t& end) {
  switch (words[first].reading) {
    case Reading::Skipped:
      return "You skipped " + quoted(joined(words, first, end, &AlignedWord::text)) + place(words, first, end) + ".";
    case Reading::Added:
      return describe_added(words, first, end);
    case Reading::Changed:
      return describe_changed(words, first, end);
    case Reading::Repeated: {
      const std::size_t count = end - first;
      const std::size_t once = end;
      std::size_t rounds = 1;
      while (end + count <= words.size() && same_words(words, first, end, count)) {
        end += count;
        ++rounds;
      }
      return describe_repeated(words, first, once, rounds);
    }
    case Reading::Read:
      break;
  }
  return {};
}

void append_count(std::string& out, std::size_t count, const char* what) {
  if (count > 0) out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + what;
}

}  // namespace

ReadingCounts count_readings(const Alignment& alignment) {
  ReadingCounts counts;
  for (std::size_t i = 0; i < alignment.words.size(); ++i) {
    const AlignedWord& word = alignment.words[i];
    const bool is_same_place = i > 0 && continues(alignment.words[i - 1], word);
    counts.read += word.reading == Reading::Read ? 1 : 0;
    counts.skipped += word.reading == Reading::Skipped ? 1 : 0;
    counts.repeated += word.reading == Reading::Repeated ? 1 : 0;
    counts.changed += word.reading == Reading::Changed ? 1 : 0;
    counts.added += word.reading == Reading::Added && !is_same_place ? 1 : 0;
  }
  return counts;
}

std::vector<std::string> describe_edits(const Alignment& alignment) {
  const Words& words = alignment.words;
  std::vector<std::string> sentences;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first + 1;
    if (words[first].reading != Reading::Read) {
      while (end < words.size() && continues(words[end - 1], words[end])) ++end;
      sentences.push_back(describe(words, first, end));
    }
    first = end;
  }
  return sentences;
}

std::string summarise(const Alignment& alignment) {
  const ReadingCounts counts = count_readings(alignment);
  const std::size_t total = counts.read + counts.skipped + counts.changed;
  if (alignment.confidence < kHardlyFitsBelow) {
    return "The text hardly fits this take: is it the text of another one?";
  }
  if (counts.edits() == 0) return "All " + std::to_string(total) + " words were read as written.";
  std::string edits;
  append_count(edits, counts.skipped, "skipped");
  append_count(edits, counts.repeated, "repeated");
  append_count(edits, counts.added, "added");
  append_count(edits, counts.changed, "read differently");
  return std::to_string(counts.read) + " of " + std::to_string(total) + " words read as written; " + edits + ".";
}

}  // namespace timbre::asr
