#include "train/heard_corpus.h"

#include <cmath>
#include <set>
#include <string>

#include "audio/codec/decode.h"
#include "dsp/resample.h"
#include "eval/manifest.h"

namespace timbre::train {
namespace {

constexpr std::uintmax_t kLimitBytes = 256U << 20U;

Result<void> hear(eval::Utterance& utterance, asr::Transcriber& transcriber, const std::filesystem::path& folder) {
  TRY(const auto decoded, audio::decode_file(folder / utterance.file));
  const auto samples =
      dsp::resample(decoded.audio.channel(0), decoded.audio.format().sample_rate_hz, asr::kTranscriberRateHz);
  const auto heard = transcriber.transcribe(samples, {});
  if (!heard.ok()) return Error{heard.error().kind, utterance.file + ": " + heard.error().message};
  utterance.text = heard->text();
  utterance.word_confidences.clear();
  for (const auto& word : heard->words) {
    utterance.word_confidences.push_back(std::round(word.confidence * 1e4) / 1e4);
  }
  return {};
}

/// The files that an earlier run has heard. A last line that was cut off is taken out of `out`.
Result<std::set<std::string>> heard_before(FileSystem& disk, const std::filesystem::path& out) {
  std::set<std::string> files;
  TRY(const FileStatus status, disk.status(out));
  if (status.kind != FileKind::Regular) return files;
  TRY(std::string text, disk.read(out, kLimitBytes));
  text.resize(text.rfind('\n') + 1);
  const auto known = eval::parse_manifest(text);
  if (!known.ok()) return Error{known.error().kind, out.string() + ": " + known.error().message};
  for (const auto& utterance : *known) files.insert(utterance.file);
  TRY_VOID(disk.write_atomically(out, text));
  return files;
}

}  // namespace

Result<void> hear_corpus(FileSystem& disk, asr::Transcriber& transcriber, const std::filesystem::path& manifest,
                         const std::filesystem::path& folder, const std::filesystem::path& out,
                         const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(auto utterances, eval::read_manifest(disk, manifest));
  TRY(const auto before, heard_before(disk, out));
  TRY(const auto file, disk.open_for_writing(out, WriteMode::Append));
  std::size_t done = 0;
  for (eval::Utterance& utterance : utterances) {
    if (!before.contains(utterance.file)) {
      TRY_VOID(hear(utterance, transcriber, folder));
      TRY_VOID(file->write(eval::manifest_text({utterance})));
    }
    ++done;
    if (on_progress) on_progress(done, utterances.size());
  }
  return {};
}

}  // namespace timbre::train
