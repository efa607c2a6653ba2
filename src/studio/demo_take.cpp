#include "studio/demo_take.h"

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "audio/codec/wav_writer.h"
#include "base/sha256.h"
#include "store/own_takes.h"
#include "studio/align_file.h"
#include "studio/synthesised_speech.h"

namespace timbre::studio {

Result<DemoTake> demo_take(TakeLibrary& library) {
  TRY(const audio::AudioBuffer speech, synthesised_speech());
  TRY(const std::string wav, audio::encode_wav(speech.view(), audio::WavEncoding::Pcm16));
  Sha256 sum;
  sum.push(wav);
  TRY(auto known, library.store().find_by_sound(sum.finish_hex()));
  if (known && !known->summary.trashed_ms) return DemoTake{std::move(*known), false};
  if (known) {
    TRY(store::Take restored, library.take_from_trash(known->summary.id));
    return DemoTake{std::move(restored), false};
  }
  store::NewTake take;
  take.id = library.new_id();
  take.name = "Demo: a synthetic voice";
  take.original_name = std::string(store::kDemoFileName);
  TRY(store::BlobWriter writer, library.store().begin_upload(take.id));
  TRY_VOID(writer.write(wav));
  TRY(take.blob, writer.finish());
  TRY(store::Take added, library.add(std::move(take)));
  return DemoTake{std::move(added), true};
}

Result<TranscribedFile> demo_words(const std::filesystem::path& path, const CancelToken& cancel) {
  AlignFileOptions options;
  options.align.finds_edits = false;
  options.align.cancel = cancel;
  const std::string said(synthesised_text());
  TRY(const AlignedFile aligned, align_file(path, said, options));
  // words as written, with their punctuation
  std::istringstream words(said);
  const std::vector<std::string> written{std::istream_iterator<std::string>(words), {}};
  TranscribedFile known{};
  known.transcript.engine = std::string("known text");  // assigning the literal makes GCC 12 see a value not set
  known.transcript.language = std::string("en");
  known.transcript.duration_s = aligned.alignment.duration_s;
  for (const asr::AlignedWord& word : aligned.alignment.words) {
    const std::string& text = word.index < written.size() ? written[word.index] : word.text;
    known.transcript.words.push_back({text, word.range, 1.0});
  }
  known.has_speech = !known.transcript.words.empty();
  return known;
}

}  // namespace timbre::studio
