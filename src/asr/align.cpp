#include "asr/align.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "asr/detail/reading_graph.h"
#include "base/file_system.h"
#include "text/pronunciation.h"
#include "text/words.h"

namespace timbre::asr {
namespace {

using namespace detail;

Result<const SenoneModel*> the_model() {
  static PosixFileSystem disk;
  static const Result<SenoneModel> model = SenoneModel::load("/usr/share/pocketsphinx/model/en-us/en-us", disk);
  if (!model.ok()) return model.error();
  return &*model;
}

Result<std::vector<TextWord>> words_of(std::string_view text, const std::string& language, const SenoneModel& model) {
  static PosixFileSystem disk;
  static text::Pronouncer pronouncer(disk);
  std::vector<TextWord> words;
  for (const auto& word : text::split_words(text)) {
    TRY(const auto ways, pronouncer.pronounce(word.text, language));
    TextWord entry{word.text, text::normal_form(word.text), {}};
    for (const auto& way : ways) {
      Phones phones;
      for (const auto& name : way) {
        const int phone = model.phone(name);
        if (phone >= 0) phones.push_back(phone);
      }
      if (!phones.empty()) entry.ways.push_back(phones);
    }
    if (!entry.ways.empty()) words.push_back(entry);
  }
  if (words.empty()) return Error{ErrorKind::InvalidInput, "the text has no words; give the text that was read"};
  return words;
}

}  // namespace

std::string_view to_string(Reading reading) {
  switch (reading) {
    case Reading::Read: return "read";
    case Reading::Skipped: return "skipped";
    case Reading::Repeated: return "repeated";
    case Reading::Added: return "added";
    case Reading::Changed: return "changed";
  }
  return "read";
}

Result<Alignment> align(std::span<const float> samples, std::string_view text, const AlignOptions& options) {
  TRY(const SenoneModel* model, the_model());
  TRY(const auto words, words_of(text, options.language, *model));
  TRY(const auto cepstra, cepstra_of(samples));
  FrameScores scores(*model, cepstra);
  EditCosts costs;
  if (const char* e = std::getenv("EC")) std::istringstream(e) >> costs.skip >> costs.skip_double >> costs.exchange >> costs.back >> costs.other >> costs.added >> costs.other_frame;
  TRY(const auto said, read_along(*model, scores, words, options.finds_edits, costs));
  Alignment out;
  out.duration_s = static_cast<double>(samples.size()) / 16000.0;
  out.confidence = 1.0;
  for (const Said& item : said) {
    AlignedWord word;
    word.index = item.index;
    word.reading = item.reading;
    if (item.reading != Reading::Added) word.text = words[item.index].text;
    word.range = {item.first * kFrameS, item.last * kFrameS};
    word.confidence = 1.0;
    word.heard = item.heard;
    out.words.push_back(word);
  }
  return out;
}

}  // namespace timbre::asr
