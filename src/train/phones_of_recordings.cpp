#include "train/phones_of_recordings.h"

#include <map>
#include <optional>
#include <string>

#include "phones/text_phones.h"
#include "voice/timed_text.h"

namespace timbre::train {
namespace {

/// Corpora are in English; letters beyond ASCII stay as they are.
std::string in_small_letters(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// How many words are doubtful. None where the confidences are those of other words.
std::optional<std::size_t> doubt(std::vector<voice::ReadWord>& words, const std::vector<double>& confidences) {
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
  auto words = voice::words_in_both(text, aligned.words);
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
  auto timed = voice::timed_phones(text, *words, utterance.duration_s);
  if (!timed.ok()) return Error{timed.error().kind, aligned.file + ": " + timed.error().message};
  corpus.utterances.push_back({aligned.file, aligned.confidence, std::move(timed).value()});
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
