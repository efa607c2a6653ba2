#include "studio/transcribe_file.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/sha256.h"
#include "base/user_folders.h"
#include "dsp/denormals.h"
#include "dsp/resample.h"
#include "measure/channels.h"
#include "measure/signal_check.h"
#include "studio/engine_choice.h"
#include "studio/sample_spill.h"
#include "studio/speech_gate.h"
#include "studio/transcript_cache.h"
#include "text/transcript_json.h"

namespace timbre::studio {
namespace {

constexpr int kRateHz = asr::kTranscriberRateHz;
// A word may begin or end this far from what voice activity claims: engines and the claim both blur edges.
constexpr double kVoiceReachS = 0.3;

Error stopped() { return {ErrorKind::Cancelled, "stopped before the end"}; }

/// The take's analysis signal at 16 kHz on disk, and its sum.
class Intake {
 public:
  Intake(const audio::AudioFormat& format, SampleSpill spill)
      : format_(format),
        spill_(std::move(spill)),
        held_(format, 0),
        resampler_(format.sample_rate_hz, kRateHz, dsp::ResampleQuality::Analysis) {}

  Result<void> push(const audio::AudioView& raw) {
    audio::AudioBuffer block(format_, 0);
    block.append(raw);
    measure::replace_non_finite(block);
    if (mixer_) return take(block.view());
    held_.append(block.view());
    if (format_.channel_count == 1 || held_.view().duration_s() >= measure::kChannelDecisionS) return decide();
    return {};
  }
  Result<void> finish() {
    if (!mixer_) TRY_VOID(decide());
    resampler_.finish([this](std::span<const float> out) { keep(out); });
    return std::exchange(state_, Result<void>());
  }
  [[nodiscard]] const SampleSpill& samples() const { return spill_; }
  [[nodiscard]] std::string sum() { return sum_.finish_hex(); }

 private:
  Result<void> decide() {
    const auto frames = static_cast<std::size_t>(measure::kChannelDecisionS * format_.sample_rate_hz);
    mixer_.emplace(measure::decide_mix(held_.view().slice(0, frames)));
    const audio::AudioBuffer held = std::exchange(held_, audio::AudioBuffer(format_, 0));
    return take(held.view());
  }
  Result<void> take(const audio::AudioView& block) {
    resampler_.push(mixer_->mix(block), [this](std::span<const float> out) { keep(out); });
    return state_;
  }
  void keep(std::span<const float> samples) {
    if (!state_.ok()) return;
    sum_.push({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
    state_ = spill_.append(samples);
  }

  audio::AudioFormat format_;
  SampleSpill spill_;
  audio::AudioBuffer held_;
  std::optional<measure::MonoMixer> mixer_;
  dsp::StreamResampler resampler_;
  Sha256 sum_;
  Result<void> state_;
};

Result<void> fill(Intake& intake, audio::AudioReader& reader, const CancelToken& cancel) {
  const dsp::DenormalsAreZero guard;
  for (;;) {
    const Result<audio::AudioView> block = reader.read_block();
    // The keyboard's signal reaches the decoding process too: its death is then no error of the file.
    if (cancel.is_cancelled()) return stopped();
    if (!block.ok()) return block.error();
    if (block->empty()) return intake.finish();
    TRY_VOID(intake.push(*block));
  }
}

bool is_near_voice(const text::TimedWord& word, const measure::VoiceActivity& activity) {
  const double first = (word.range.start_s - kVoiceReachS) / activity.hop_s;
  const double last = (word.range.end_s + kVoiceReachS) / activity.hop_s;
  const auto begin = static_cast<std::size_t>(std::max(0.0, first));
  const auto end = std::min(activity.is_speech.size(), static_cast<std::size_t>(std::max(0.0, std::ceil(last))));
  return std::any_of(activity.is_speech.begin() + static_cast<std::ptrdiff_t>(std::min(begin, end)),
                     activity.is_speech.begin() + static_cast<std::ptrdiff_t>(end),
                     [](auto flag) { return flag != 0; });
}

/// As the cache keeps it, so that what is remembered is what was heard.
double to_thousandth(double value) { return std::round(value * 1000.0) / 1000.0; }

/// The words of one stretch, on the take's clock, in order, after those that are there.
void add_words(text::Transcript& whole, text::Transcript part, TimeRange stretch,
               const measure::VoiceActivity& activity) {
  for (text::TimedWord& word : part.words) {
    const double before_s = whole.words.empty() ? 0.0 : whole.words.back().range.end_s;
    word.range.start_s = std::max(before_s, to_thousandth(word.range.start_s + stretch.start_s));
    word.range.end_s = to_thousandth(std::min(stretch.end_s, word.range.end_s + stretch.start_s));
    if (word.text.empty() || !(word.range.end_s > word.range.start_s) || !is_near_voice(word, activity)) continue;
    word.confidence = to_thousandth(std::clamp(word.confidence, 0.0, 1.0));
    whole.words.push_back(std::move(word));
  }
  if (whole.language.empty()) whole.language = std::move(part.language);
}

Result<text::Transcript> hear(const SampleSpill& samples, const GatedSpeech& speech, asr::Transcriber& engine,
                              const TranscribeFileOptions& options) {
  text::Transcript whole;
  whole.engine = engine.name();
  whole.duration_s = to_thousandth(static_cast<double>(samples.size()) / kRateHz);
  double heard = 0.0;
  const auto tell = [&](double seconds) {
    heard = std::max(heard, std::min(1.0, seconds / std::max(whole.duration_s, 1e-9)));
    if (options.progress) options.progress(heard);
  };
  asr::TranscribeOptions each{options.language, options.cancel, {}};
  for (const TimeRange& stretch : speech.stretches) {
    if (options.cancel.is_cancelled()) return stopped();
    tell(stretch.start_s);
    const double length_s = stretch.end_s - stretch.start_s;
    each.progress = [&](double share) { tell(stretch.start_s + share * length_s); };
    const auto most = static_cast<std::size_t>(asr::kLongestStretchS * kRateHz);
    const auto count = std::min(most, static_cast<std::size_t>(std::lround(length_s * kRateHz)));
    TRY(const auto block, samples.read(static_cast<std::size_t>(std::lround(stretch.start_s * kRateHz)), count));
    TRY(text::Transcript part, engine.transcribe(block, each));
    add_words(whole, std::move(part), stretch, speech.activity);
    // The language of the first words holds for the take: a detector must not change its mind at every pause.
    if (each.language.empty() && !whole.words.empty()) each.language = whole.language;
  }
  tell(whole.duration_s);
  return whole;
}

std::vector<std::string> notes_on(const text::Transcript& transcript) {
  std::vector<std::string> notes;
  const auto confidence = transcript.confidence();
  if (!confidence || *confidence >= text::kUncertainBelow) return notes;
  notes.emplace_back("the transcript is uncertain: check it before you use it as ref_text");
  if (transcript.engine.starts_with("pocketsphinx")) {
    notes.emplace_back(
        "the words may be wrong: pocketsphinx knows only English; a Whisper model knows more (timbre models list)");
  }
  return notes;
}

std::optional<TranscriptCache> open_cache(FileSystem& disk, const TranscribeFileOptions& options) {
  if (!options.uses_cache) return std::nullopt;
  const auto folder = options.cache.empty() ? cache_folder() : options.cache;
  if (!folder.ok()) return std::nullopt;
  return TranscriptCache(disk, *folder / "transcripts");
}

std::optional<text::Transcript> find_in(std::optional<TranscriptCache>& cache, const TranscriptKey& key) {
  if (!cache) return std::nullopt;
  const auto entry = cache->find(key);
  if (!entry) return std::nullopt;
  auto transcript = text::transcript_from_json(*entry);
  if (!transcript.ok()) return std::nullopt;
  return std::move(*transcript);
}

}  // namespace

Result<TranscribedFile> transcribe_reader(audio::AudioReader& reader, asr::Transcriber& engine, FileSystem& disk,
                                          const TranscribeFileOptions& options) {
  TRY(SampleSpill spill, SampleSpill::create());
  Intake intake(reader.format(), std::move(spill));
  TRY_VOID(fill(intake, reader, options.cancel));

  TranscribedFile result;
  std::optional<TranscriptCache> cache = open_cache(disk, options);
  const TranscriptKey key{intake.sum(), engine.name(), options.language};
  if (auto known = find_in(cache, key)) {
    result.transcript = std::move(*known);
    result.is_from_cache = true;
  } else {
    TRY(const GatedSpeech speech, find_speech(intake.samples(), options.cancel));
    TRY(result.transcript, hear(intake.samples(), speech, engine, options));
    if (cache) cache->keep(key, text::to_json(result.transcript));
  }
  result.has_speech = !result.transcript.words.empty();
  result.notes = notes_on(result.transcript);
  result.notes.insert(result.notes.begin(), reader.notes().begin(), reader.notes().end());
  return result;
}

Result<std::string> samples_sum(const std::filesystem::path& path, const audio::DecodeOptions& decode) {
  TRY(const auto reader, audio::AudioReader::open(path, decode));
  TRY(SampleSpill spill, SampleSpill::create());
  Intake intake(reader->format(), std::move(spill));
  TRY_VOID(fill(intake, *reader, {}));
  return intake.sum();
}

Result<TranscribedFile> transcribe_file(const std::filesystem::path& path, FileSystem& disk,
                                        const TranscribeFileOptions& options) {
  TRY(const auto engine, make_engine(options.engine, options.language, disk));
  TRY(const auto reader,
      path == "-" ? audio::AudioReader::open_stdin(options.decode) : audio::AudioReader::open(path, options.decode));
  return transcribe_reader(*reader, *engine, disk, options);
}

}  // namespace timbre::studio
