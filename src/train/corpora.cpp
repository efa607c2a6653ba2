#include "train/corpora.h"

#include <atomic>
#include <mutex>
#include <optional>

#include "audio/codec/decode.h"
#include "base/file_sum.h"
#include "base/parallel.h"

namespace timbre::train {
namespace {

constexpr std::size_t kThreadCount = 2;

Result<void> describe(eval::Utterance& utterance, FileSystem& disk, const std::filesystem::path& folder) {
  const auto path = folder / utterance.file;
  TRY(utterance.sha256, sha256_of_file(disk, path));
  TRY(const auto reader, audio::AudioReader::open(path));
  std::size_t frame_count = 0;
  for (;;) {
    TRY(const auto block, reader->read_block());
    if (block.empty()) break;
    frame_count += block.frame_count();
  }
  utterance.sample_rate_hz = reader->format().sample_rate_hz;
  utterance.duration_s = static_cast<double>(frame_count) / utterance.sample_rate_hz;
  return {};
}

}  // namespace

const std::vector<CorpusKind>& corpus_kinds() {
  static const std::vector<CorpusKind> kinds = {
      {"kerstin", "rhasspy/dataset-voice-kerstin: one German speaker, 48 kHz, with text; CC0", list_kerstin},
      {"librispeech-test-other", "10 speakers, 10 utterances each, for judging only; CC BY 4.0", list_librispeech_test},
      {"librispeech-train", "train-clean-100: 251 speakers, one utterance each; CC BY 4.0", list_librispeech_train},
      {"ljspeech", "the first utterances of LJSpeech, 22.05 kHz, with text; public domain", list_ljspeech},
      {"speechocean762", "250 Mandarin speakers of English, 16 kHz, with text; free for commercial use",
       list_speechocean}};
  return kinds;
}

Result<std::vector<eval::Utterance>> describe_corpus(const CorpusKind& kind, FileSystem& disk,
                                                     const std::filesystem::path& folder,
                                                     const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(auto utterances, kind.list(disk, folder));
  std::mutex mutex;
  std::optional<Error> failed;
  std::size_t done = 0;
  parallel_for(utterances.size(), kThreadCount, [&](std::size_t i) {
    const auto result = describe(utterances[i], disk, folder);
    const std::lock_guard lock(mutex);
    if (!result.ok() && !failed) failed = result.error();
    if (on_progress) on_progress(++done, utterances.size());
  });
  if (failed) return *failed;
  return utterances;
}

}  // namespace timbre::train
