#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <optional>

#include "audio/audio_buffer.h"
#include "audio/codec/decode.h"
#include "base/parallel.h"
#include "dsp/resample.h"
#include "eval/manifest.h"
#include "train/acoustic_data.h"
#include "voice/clip_prosody.h"
#include "voice/phone_rows.h"
#include "voice/speaker_pitch.h"
#include "voice/vocoder_input.h"

namespace timbre::train {
namespace {

constexpr std::uintmax_t kLimitBytes = 512U << 20U;
constexpr std::size_t kPieceFrames = 5 * voice::kFramesPerSecond;

struct Task {
  std::filesystem::path path;
  TimedUtterance said;
  std::size_t corpus = 0;
  std::size_t speaker = 0;
  double warp = 1.0;
  bool is_dev = false;
};

/// Frames at which sounds begin; the last is the end.
void place_phones(const TimedUtterance& said, double warp, AcousticRecording& into) {
  std::vector<phones::Phone> phones;
  const std::size_t count = into.frame_count();
  const auto frame_at = [&](double time_s) {
    const double frame = std::round(time_s / warp * voice::kFramesPerSecond);
    return std::min(static_cast<std::size_t>(std::max(frame, 0.0)), count);
  };
  for (const TimedPhone& timed : said.phones) {
    phones.push_back(timed.phone);
    into.starts.push_back(phones.size() == 1 ? 0 : frame_at(timed.start_s));
    into.trusts.push_back(timed.is_doubtful ? 0.0F : 1.0F);
  }
  into.starts.push_back(count);
  into.phone_rows = voice::phone_rows(phones);
}

voice::VoiceFrames part_of(const voice::VoiceFrames& frames, std::size_t first, std::size_t end) {
  const auto at = [](const std::vector<float>& values, std::size_t place) {
    return values.begin() + static_cast<std::ptrdiff_t>(place);
  };
  return {{at(frames.log_mel, first * voice::kMelBands), at(frames.log_mel, end * voice::kMelBands)},
          {at(frames.f0_hz, first), at(frames.f0_hz, end)}};
}

/// What cannot say who speaks is no piece.
std::vector<VoicePiece> pieces_of(const std::vector<float>& samples, const voice::VoiceFrames& frames,
                                  const speaker::SpeakerEncoder& encoder) {
  constexpr std::size_t kHop = voice::kAnalysisRateHz / voice::kFramesPerSecond;
  std::vector<VoicePiece> pieces;
  const std::size_t count = std::max<std::size_t>(1, (frames.count() + kPieceFrames / 2) / kPieceFrames);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = frames.count() * i / count;
    const std::size_t end = frames.count() * (i + 1) / count;
    const audio::AudioView sound(voice::kAnalysisRateHz,
                                 std::span<const float>(samples).subspan(first * kHop, (end - first) * kHop));
    auto embedding = encoder.embed(sound);
    auto traits = voice::traits_of(part_of(frames, first, end));
    if (!embedding.ok() || !traits.ok()) continue;
    pieces.push_back({first, end, {std::move(embedding).value(), std::move(traits).value()}});
  }
  return pieces;
}

/// Numbers speakers by corpus, name and warp.
class SpeakerNumbers {
 public:
  std::size_t of(std::size_t corpus, const std::string& name, double warp) {
    return numbers_.try_emplace({corpus, name, warp}, numbers_.size()).first->second;
  }

 private:
  std::map<std::tuple<std::size_t, std::string, double>, std::size_t> numbers_;
};

Result<std::vector<Task>> tasks_of(const AcousticConfig& config, FileSystem& disk) {
  std::vector<Task> tasks;
  SpeakerNumbers numbers;
  for (std::size_t c = 0; c < config.corpora.size(); ++c) {
    const AcousticCorpus& corpus = config.corpora[c];
    TRY(const auto utterances, eval::read_manifest(disk, corpus.manifest));
    TRY(const std::string text, disk.read(corpus.timed, kLimitBytes));
    TRY(const auto timed, parse_timed(text));
    std::map<std::string, const TimedUtterance*> said;
    for (const TimedUtterance& one : timed) {
      if (one.confidence >= corpus.least_confidence && !one.phones.empty()) said[one.file] = &one;
    }
    for (std::size_t i = 0; i < utterances.size(); ++i) {
      const eval::Utterance& u = utterances[i];
      const bool is_dev = u.split == eval::kDevSplit;
      const auto found = said.find(u.file);
      if (found == said.end() || (!is_dev && u.split != eval::kTrainSplit)) continue;
      const auto add = [&](double warp) {
        tasks.push_back({corpus.folder / u.file, *found->second, c, numbers.of(c, u.speaker, warp), warp, is_dev});
      };
      if (is_dev) {
        add(1.0);
      } else if (corpus.is_one_warp_each) {
        add(corpus.warps[i % corpus.warps.size()]);
      } else {
        std::for_each(corpus.warps.begin(), corpus.warps.end(), add);
      }
    }
  }
  if (tasks.empty()) return Error{ErrorKind::InvalidInput, "no manifest names a recording that teaches"};
  return tasks;
}

Result<AcousticRecording> load(const Task& task, const speaker::SpeakerEncoder& encoder) {
  TRY(const auto decoded, audio::decode_file(task.path));
  const auto rate = static_cast<int>(std::lround(decoded.audio.format().sample_rate_hz * task.warp));
  const auto samples = dsp::resample(decoded.audio.channel(0), rate, voice::kAnalysisRateHz);
  TRY(auto recording, analyse_recording(samples, task.said, task.warp, encoder));
  recording.corpus = task.corpus;
  recording.speaker = task.speaker;
  recording.is_dev = task.is_dev;
  return recording;
}

}  // namespace

Result<AcousticRecording> analyse_recording(const std::vector<float>& samples, const TimedUtterance& said, double warp,
                                            const speaker::SpeakerEncoder& encoder) {
  TRY(auto frames, voice::analyse_voice(samples));
  TRY(frames.f0_hz, voice::speaker_f0(samples));
  frames.f0_hz.resize(frames.log_mel.size() / voice::kMelBands, 0.0F);
  TRY(const auto traits, voice::traits_of(frames));
  AcousticRecording recording;
  recording.floor = traits.floor;
  voice::Prosody prosody = voice::prosody_of(frames, traits);
  recording.log_f0 = std::move(prosody.f0);
  for (const bool is_voiced : prosody.voiced) recording.voiced.push_back(is_voiced ? 1.0F : 0.0F);
  recording.energy = std::move(prosody.energy);
  for (const float value : frames.log_mel) {
    recording.mel.push_back((value - traits.level + voice::kSpeechLevel + voice::kMelShift) / voice::kMelSpread);
  }
  place_phones(said, warp, recording);
  recording.pieces = pieces_of(samples, frames, encoder);
  if (warp < 1.0) {
    const auto mel_of = [](double hz) { return std::log10(1.0 + hz / 700.0); };
    constexpr double kTop = voice::kAnalysisRateHz / 2.0;
    constexpr double kSafely = 0.97;
    recording.known_bands = static_cast<std::size_t>(static_cast<double>(voice::kMelBands + 1) *
                                                     mel_of(kSafely * warp * kTop) / mel_of(kTop)) -
                            1;
  }
  return recording;
}

Result<std::vector<AcousticRecording>> load_acoustic_recordings(
    const AcousticConfig& config, FileSystem& disk, const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(const auto encoder, speaker::SpeakerEncoder::open(config.encoder, disk));
  TRY(const auto tasks, tasks_of(config, disk));
  std::vector<AcousticRecording> recordings(tasks.size());
  std::mutex mutex;
  std::optional<Error> failed;
  std::size_t done = 0;
  parallel_for(tasks.size(), static_cast<std::size_t>(config.thread_count), [&](std::size_t i) {
    auto loaded = load(tasks[i], *encoder);
    const std::lock_guard lock(mutex);
    if (loaded.ok()) {
      recordings[i] = std::move(loaded).value();
    } else if (loaded.error().kind != ErrorKind::InvalidInput && !failed) {
      failed = Error{loaded.error().kind, tasks[i].path.string() + ": " + loaded.error().message};
    }
    if (on_progress) on_progress(++done, tasks.size());
  });
  if (failed) return *failed;
  std::erase_if(recordings, [](const AcousticRecording& r) { return r.pieces.empty(); });
  return recordings;
}

}  // namespace timbre::train
