#include "train/flite_corpus.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audio/codec/wav_writer.h"
#include "base/random.h"
#include "base/sha256.h"
#include "eval/manifest.h"
#include "train/flite_phones.h"
#include "train/flite_speech.h"
#include "train/timed_phones.h"

namespace timbre::train {
namespace {

constexpr std::array<std::string_view, 3> kMainVoices{"slt", "rms", "awb"};
constexpr std::string_view kDiphoneVoice = "kal16";
constexpr std::size_t kAgainEvery = 6;
constexpr std::size_t kDevEvery = 50;
constexpr double kFastest = 0.85;
constexpr double kSlowest = 1.2;
constexpr std::uint64_t kSeed = 8001;
constexpr std::uintmax_t kLimitBytes = 16U << 20U;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string file_name(std::string_view voice, std::size_t sentence) {
  std::string number = std::to_string(sentence + 1);
  number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
  return std::string(voice) + '/' + number + ".wav";
}

/// A speaker is in one split only, so the watched takes are another's.
std::string speaker_of(const FliteTake& take) {
  return "flite-" + std::string(take.voice) + (take.is_dev ? "-dev" : "");
}

struct MadeTake {
  eval::Utterance utterance;
  TimedUtterance timed;
};

Result<MadeTake> make(const FliteTake& take, FileSystem& disk, const std::filesystem::path& folder) {
  TRY(const FliteSpeech speech, say_with_flite(take.voice, text_for_flite(take.text), take.stretch));
  TRY(const std::string wav,
      audio::encode_wav(audio::AudioView(kFliteRateHz, speech.samples), audio::WavEncoding::Pcm16));
  TRY_VOID(disk.write_atomically(folder / take.file, wav));
  MadeTake made;
  made.timed.file = take.file;
  made.timed.confidence = 1.0;
  TRY(made.timed.phones, timed_phones_of_flite(speech.segments, take.text));
  made.utterance = {take.file,
                    sha256_hex(wav),
                    "flite",
                    speaker_of(take),
                    std::string(take.is_dev ? eval::kDevSplit : eval::kTrainSplit),
                    "flite's own (free, like BSD)",
                    kFliteRateHz,
                    static_cast<double>(speech.samples.size()) / kFliteRateHz,
                    take.text};
  return made;
}

}  // namespace

std::vector<FliteTake> plan_flite_corpus(const std::vector<std::string>& sentences) {
  std::vector<FliteTake> takes;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    std::vector<std::string_view> voices{kMainVoices[i % kMainVoices.size()]};
    // Sixths are counted through turns, or the same voice would always be the one that is doubled.
    const std::size_t turn = (i + i / kAgainEvery) % kAgainEvery;
    if (turn == 0) voices.push_back(kDiphoneVoice);
    if (turn == kAgainEvery / 2) voices.push_back(kMainVoices[(i + 1) % kMainVoices.size()]);
    for (const std::string_view voice : voices) {
      SeededRandom random(kSeed + takes.size());
      const double stretch = kFastest + (kSlowest - kFastest) * random.uniform();
      takes.push_back({file_name(voice, i), voice, sentences[i], stretch, i % kDevEvery == kDevEvery - 1});
    }
  }
  return takes;
}

Result<void> make_flite_corpus(FileSystem& disk, const FliteCorpusPaths& paths, std::size_t most,
                               const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(const std::string text, disk.read(paths.sentences, kLimitBytes));
  std::vector<FliteTake> takes = plan_flite_corpus(lines_of(text));
  takes.resize(std::min(takes.size(), most));
  for (const std::string_view voice : flite_voices()) TRY_VOID(disk.create_folders(paths.folder / voice));
  for (const auto& file : {paths.manifest, paths.timed}) {
    if (file.has_parent_path()) TRY_VOID(disk.create_folders(file.parent_path()));
  }
  std::vector<eval::Utterance> utterances;
  std::string timed;
  for (const FliteTake& take : takes) {
    TRY(MadeTake made, make(take, disk, paths.folder));
    utterances.push_back(std::move(made.utterance));
    timed += timed_line(made.timed);
    if (on_progress) on_progress(utterances.size(), takes.size());
  }
  TRY_VOID(disk.write_atomically(paths.manifest, eval::manifest_text(utterances)));
  return disk.write_atomically(paths.timed, timed);
}

}  // namespace timbre::train
