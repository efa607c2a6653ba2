#include "asr/detail/departures.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace timbre::asr::detail {
namespace {

std::vector<Said> with_skipped(const std::vector<Said>& said, std::size_t words, int frames) {
  std::vector<Said> all;
  std::size_t next = 0;
  const auto leave_out = [&](std::size_t until, int frame) {
    for (; next < until; ++next) all.push_back({Reading::Skipped, next, "", frame, frame, {}, 0.0F});
  };
  for (const Said& item : said) {
    if (item.reading != Reading::Repeated) leave_out(item.index, item.first);
    if (item.reading == Reading::Read || item.reading == Reading::Changed) ++next;
    all.push_back(item);
  }
  leave_out(words, frames);
  return all;
}

bool is_other_or_skipped(const Said& item) {
  return item.reading == Reading::Added || item.reading == Reading::Skipped;
}

/// `speech`: at least one stretch of other speech.
void say_in_place(Said& word, std::span<const Said> speech) {
  word.reading = Reading::Changed;
  word.first = speech.front().first;
  word.last = speech.back().last;
  for (const Said& part : speech) word.heard += (word.heard.empty() || part.heard.empty() ? "" : " ") + part.heard;
}

/// One after the other: the first stretch in place of the first word; what is left over of the speech belongs to the
/// last word, and what is left over of the words was left out.
void append_changed(std::vector<Said>& all, std::vector<Said> words, const std::vector<Said>& speech) {
  const std::size_t pairs = std::min(words.size(), speech.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i < pairs) {
      const std::size_t count = i + 1 == pairs ? speech.size() - i : 1;
      say_in_place(words[i], std::span(speech).subspan(i, count));
    } else {
      words[i].first = words[i].last = speech.back().last;
    }
    all.push_back(std::move(words[i]));
  }
}

}  // namespace

std::vector<Said> with_departures(const std::vector<Said>& said, std::size_t words, int frames) {
  const auto items = with_skipped(said, words, frames);
  std::vector<Said> all;
  for (auto at = items.begin(); at != items.end();) {
    const auto end = std::find_if_not(at, items.end(), is_other_or_skipped);
    std::vector<Said> skipped, other;
    for (auto item = at; item != end; ++item) (item->reading == Reading::Added ? other : skipped).push_back(*item);
    if (skipped.empty() || other.empty()) {
      all.insert(all.end(), at, end);
    } else {
      append_changed(all, std::move(skipped), other);
    }
    at = end;
    if (at != items.end()) all.push_back(*at++);
  }
  return all;
}

}  // namespace timbre::asr::detail
