#include "asr/detail/long_take.h"

#include <algorithm>

namespace timbre::asr::detail {
namespace {

constexpr int kLookAheadFrames = 800;
constexpr int kLimit = kStretchFrames - kLookAheadFrames;

/// Up to where a stretch is kept: items, the frame the next stretch begins with, and words of the text passed.
struct Cut {
  std::size_t items = 0;
  int frame = 0;
  std::size_t words = 0;
};

bool is_followed_as_written(const std::vector<Said>& said, std::size_t i) {
  return i + 1 < said.size() && said[i].reading == Reading::Read && said[i + 1].reading == Reading::Read &&
         said[i + 1].index == said[i].index + 1;
}

/// Behind the longest pause of the second half; frame 0 when there is none.
Cut cut_at_pause(const std::vector<Said>& said) {
  Cut cut;
  int longest = -1;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (said[i].last < kStretchFrames / 2 || said[i].last > kLimit || !is_followed_as_written(said, i)) continue;
    const int pause = said[i + 1].first - said[i].last;
    if (pause <= longest) continue;
    longest = pause;
    cut = {i + 1, said[i].last + pause / 2, said[i].index + 1};
  }
  return cut;
}

std::size_t words_passed(std::span<const Said> said) {
  std::size_t words = 0;
  for (const Said& item : said) {
    const bool is_passed = item.reading != Reading::Added && item.reading != Reading::Repeated;
    if (is_passed) words = std::max(words, item.index + 1);
  }
  return words;
}

/// Nothing of the text goes on as written there: silence, or other speech.
Cut cut_anywhere(const std::vector<Said>& said) {
  Cut cut{0, kLimit, 0};
  for (const Said& item : said) {
    if (item.last > kLimit) {
      if (item.reading != Reading::Added && item.first > 0) cut.frame = std::min(kLimit, item.first);
      break;
    }
    ++cut.items;
  }
  cut.words = words_passed({said.data(), cut.items});
  return cut;
}

Said shifted(Said item, int frames, std::size_t words) {
  item.first += frames;
  item.last += frames;
  item.index += words;
  for (auto& phone : item.phones) {
    phone.first += frames;
    phone.last += frames;
  }
  return item;
}

}  // namespace

Result<std::vector<Said>> read_take(const SenoneModel& model, std::span<const float> cepstra,
                                    const std::vector<TextWord>& words, ReadingOptions options) {
  const int total = static_cast<int>(cepstra.size() / kCepstra);
  std::vector<Said> all;
  std::size_t next = 0;
  for (int first = 0; first < total;) {
    if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    const int count = std::min(kStretchFrames, total - first);
    const bool is_last = first + count == total;
    const std::size_t some = std::min(kStretchWords, words.size() - next);
    const bool is_whole = is_last && next + some == words.size();
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(next);
    const std::vector<TextWord> near(begin, begin + static_cast<std::ptrdiff_t>(some));
    FrameScores scores(
        model, cepstra.subspan(static_cast<std::size_t>(first) * kCepstra, static_cast<std::size_t>(count) * kCepstra));
    options.end = is_whole ? TextEnd::Reached : TextEnd::Open;
    TRY(const auto said, read_along(model, scores, near, options));
    Cut cut = cut_at_pause(said);
    if (cut.frame == 0) cut = cut_anywhere(said);
    if (is_last) cut = {said.size(), count, words_passed(said)};
    for (std::size_t i = 0; i < cut.items; ++i) all.push_back(shifted(said[i], first, next));
    next += cut.words;
    first += cut.frame;
  }
  if (next < words.size() && !options.finds_edits)
    return Error{ErrorKind::InvalidInput, "the take is too short for this text, even read as fast as can be"};
  for (; next < words.size(); ++next) all.push_back({Reading::Skipped, next, "", total, total, {}, 0.0F});
  return all;
}

}  // namespace timbre::asr::detail
