#include "asr/align.h"

#include <algorithm>
#include <cmath>

#include "asr/detail/long_take.h"
#include "asr/detail/text_words.h"
#include "asr/pocketsphinx_model.h"
#include "base/file_system.h"

namespace timbre::asr {
namespace {

using detail::Said;
using detail::SenoneModel;
using detail::TextWord;

constexpr double kShortestS = 0.1;
constexpr double kLongestS = 3600.0;
constexpr double kRateHz = 16000.0;
/// A frame's window is 25.6 ms long and moves by 10 ms: what it hears best lies in its middle 10 ms.
constexpr double kFrameOffsetS = 0.0078;

Result<SenoneModel> load_model() {
  PosixFileSystem disk;
  TRY(const PocketsphinxModel files, find_pocketsphinx_model());
  return SenoneModel::load(files.acoustic, disk);
}

Result<const SenoneModel*> the_model() {
  static const Result<SenoneModel> model = load_model();
  if (!model.ok()) {
    return Error{ErrorKind::Unavailable, "the English acoustic model cannot be read (" + model.error().message +
                                             "); install the package pocketsphinx-en-us"};
  }
  return &*model;
}

double time_of(int frame) { return frame == 0 ? 0.0 : frame * detail::kFrameS + kFrameOffsetS; }

/// From the mean log likelihood of a frame against the best phones in any order: words that were said lie around 0,
/// others under −3.
double confidence_of(float fit) { return 1.0 / (1.0 + std::exp(-1.5 * (static_cast<double>(fit) + 1.8))); }

AlignedWord aligned(const Said& said, const std::vector<TextWord>& words, const SenoneModel& model) {
  AlignedWord word;
  word.index = said.index;
  word.reading = said.reading;
  if (said.reading != Reading::Added) word.text = words[said.index].text;
  word.range = {time_of(said.first), time_of(said.last)};
  word.heard = said.heard;
  for (const auto& phone : said.phones)
    word.phones.push_back({model.name(phone.phone), {time_of(phone.first), time_of(phone.last)}});
  if (!said.phones.empty()) word.confidence = confidence_of(said.fit);
  return word;
}

}  // namespace

std::string_view to_string(Reading reading) {
  switch (reading) {
    case Reading::Read:
      return "read";
    case Reading::Skipped:
      return "skipped";
    case Reading::Repeated:
      return "repeated";
    case Reading::Added:
      return "added";
    case Reading::Changed:
      return "changed";
  }
  return "read";
}

Result<Alignment> align(std::span<const float> samples, std::string_view text, const AlignOptions& options) {
  const double duration_s = static_cast<double>(samples.size()) / kRateHz;
  if (duration_s < kShortestS) return Error{ErrorKind::InvalidInput, "the take is shorter than 0.1 s; record it again"};
  if (duration_s > kLongestS) return Error{ErrorKind::InvalidInput, "the take is longer than an hour; cut it"};
  TRY(const SenoneModel* model, the_model());
  TRY(const auto words, detail::text_words(text, options.language, *model));
  TRY(const auto cepstra, detail::cepstra_of(samples));
  if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
  detail::ReadingOptions reading;
  reading.finds_edits = options.finds_edits;
  reading.cancel = options.cancel;
  if (options.finds_edits) {
    TRY(reading.common, detail::common_words(options.language, *model));
  }
  TRY(const auto said, detail::read_take(*model, cepstra, words, std::move(reading)));
  Alignment out;
  out.duration_s = duration_s;
  for (const Said& item : said) {
    out.words.push_back(aligned(item, words, *model));
    AlignedWord& word = out.words.back();
    word.range.end_s = std::min(word.range.end_s, duration_s);
    if (word.reading == Reading::Read) out.confidence += word.confidence / static_cast<double>(words.size());
  }
  return out;
}

}  // namespace timbre::asr
