#include "studio/known_words.h"

#include <algorithm>

namespace timbre::studio {
namespace {

constexpr double kWordS = 0.3;  // about as long as a word takes

double length_s(const TimeRange& range) { return range.end_s - range.start_s; }

bool is_about_the_text(ErrorKind kind) { return kind == ErrorKind::InvalidInput || kind == ErrorKind::Unavailable; }

}  // namespace

double departing_share(const asr::KnownText& known) {
  double words_s = 0.0;
  double departing_s = 0.0;
  for (const auto& word : known.transcript.words) words_s += length_s(word.range);
  for (const auto& one : known.departures) {
    const double one_s = length_s(one.range);
    departing_s += one_s > 0.0 ? one_s : kWordS;
  }
  const double all_s = std::max(words_s, departing_s);
  return all_s > 0.0 ? departing_s / all_s : 1.0;
}

Result<KnownWords> known_words(const std::filesystem::path& path, const std::string& text,
                               const AlignFileOptions& options) {
  const auto aligned = align_file(path, text, options);
  if (!aligned.ok()) {
    if (!is_about_the_text(aligned.error().kind)) return aligned.error();
    return KnownWords{std::nullopt, aligned.error().message};
  }
  KnownWords words{asr::known_text(aligned->alignment, text, options.align.language), {}};
  if (words.known && departing_share(*words.known) <= kMostDeparting) return words;
  return KnownWords{std::nullopt, "the text is not what is said in the take"};
}

}  // namespace timbre::studio
