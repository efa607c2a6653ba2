#include "clone/built_in_engine.h"

#include <array>
#include <mutex>
#include <span>
#include <utility>

#include "base/sha256.h"
#include "clone/detail/built_in_parts.h"
#include "nn/onnx_session.h"
#include "phones/text_phones.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/quick_fit.h"
#include "voice/voice_fitting.h"

namespace timbre::clone {
namespace {

constexpr std::uintmax_t kLargestCardBytes = 1U << 20U;
constexpr std::array kCards{"acoustic.json", "vocoder.json", "speaker-encoder.json"};
constexpr std::array kFiles{"acoustic.json", "acoustic-phones.onnx", "acoustic-prosody.onnx", "acoustic-mel.onnx",
                            "vocoder.json",  "vocoder.onnx",         "speaker-encoder.json",  "speaker-encoder.onnx"};
constexpr const char* kInstall = "install Timbre with its models (folder models), then start it again";

constexpr const char* kNoCloser =
    "learning the voice more closely brought nothing that a second listener finds nearer to the clip; it was dropped, "
    "and the voice speaks as it did before";
constexpr const char* kRestart = "then start Timbre again";

using Parts = detail::BuiltInParts;

/// Of the cards, which hold the networks' sums: what a prompt or a finished piece was made with.
std::string version_of(const std::filesystem::path& folder, FileSystem& disk) {
  Sha256 sum;
  for (const char* card : kCards) {
    const auto text = disk.read(folder / card, kLargestCardBytes);
    if (!text.ok()) return "0";
    sum.push(*text);
  }
  sum.push(std::to_string(voice::kFitFormat));
  return sum.finish_hex().substr(0, 16);
}

EngineTraits traits_of(std::string version) {
  EngineTraits traits;
  traits.name = kBuiltInEngine;
  traits.title = "Built-in (draft quality)";
  traits.version = std::move(version);
  traits.languages = {"en"};
  traits.experimental_languages = {"cs", "da", "de", "el", "es", "fi", "fr", "hu", "it", "nl",
                                   "no", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk"};
  traits.sample_rate_hz = voice::kVoiceRateHz;
  traits.streams = true;
  traits.takes_speed = true;
  traits.takes_pitch = true;
  traits.takes_expressiveness = true;
  traits.takes_pauses = true;
  traits.takes_seed = true;
  traits.fits_voices = true;
  traits.runs_where = RunsWhere::ThisMachine;
  traits.max_piece_characters = 400;
  return traits;
}

voice::SayOptions say_options(const SpeakOptions& options) {
  voice::SayOptions say;
  if (!options.language.empty()) say.language = options.language;
  say.controls = {options.speed, options.pitch_st, options.expressiveness, options.pauses, options.seed};
  say.cancel = options.cancel;
  if (options.on_news) {
    say.on_progress = [&options](double share) { options.on_news({.words = "speaking", .progress = share}); };
  }
  return say;
}

class BuiltInEngine : public Engine {
 public:
  BuiltInEngine(std::filesystem::path folder, FileSystem& disk)
      : folder_(std::move(folder)), disk_(disk), traits_(traits_of(version_of(folder_, disk_))) {}

  [[nodiscard]] const EngineTraits& traits() const override { return traits_; }

  [[nodiscard]] EngineState state() override {
    const std::lock_guard lock(mutex_);
    if (parts_) return ready();
    if (!problem_.empty()) return {.needs = problem_, .step = kInstall};
    for (const char* file : kFiles) {
      const auto status = disk_.status(folder_ / file);
      if (status.ok() && status->kind == FileKind::Regular) continue;
      return {.needs = "'" + (folder_ / file).string() + "' is missing", .step = kInstall};
    }
    if (const std::string why = nn::why_no_networks(); !why.empty()) return {.needs = why, .step = kRestart};
    if (const auto phones = phones::phones_of_text("a"); !phones.ok())
      return {.needs = phones.error().message, .step = kRestart};
    return ready();
  }

  [[nodiscard]] Result<std::string> make_prompt(const Voice& voice, const SpeakOptions& options) override {
    TRY(const Parts parts, parts_or_why());
    if (options.on_news) options.on_news({.words = "listening to the reference clip"});
    TRY(const auto fit, voice::fit_voice(voice.reference.view(), *parts.encoder, *parts.voice, {}, options.cancel));
    if (!options.fits_closely) return voice::fit_bytes(fit);
    TRY(const auto closer, closer_fit(parts, voice, fit, options));
    return voice::fit_bytes(closer);
  }

 private:
  static EngineState ready() {
    return {.is_ready = true,
            .note =
                "Draft quality: to judge a reference by. It speaks English; other languages are an experiment, "
                "with an English accent."};
  }

  /// Opened once. What cannot be opened is said by state() from then on.
  Result<Parts> parts_or_why() {
    const std::lock_guard lock(mutex_);
    if (parts_) return *parts_;
    auto opened = detail::open_built_in_parts(folder_, disk_);
    problem_ = opened.ok() ? "" : opened.error().message;
    if (opened.ok()) {
      parts_ = *opened;
    } else if (opened.error().kind == ErrorKind::NotFound) {
      return Error{ErrorKind::Unavailable, opened.error().message + "; " + kInstall};
    }
    return opened;
  }

  /// The judge is opened for this alone: it is needed once for a voice.
  [[nodiscard]] Result<voice::VoiceFit> closer_fit(const Parts& parts, const Voice& voice, const voice::VoiceFit& fit,
                                                   const SpeakOptions& options) {
    const auto judge = speaker::SpeakerEncoder::open(folder_ / speaker::kJudgeFolder, disk_);
    if (!judge.ok()) {
      return Error{ErrorKind::Unavailable, "a voice is fitted closely with a second speaker encoder: " +
                                               judge.error().message + "; " + kInstall};
    }
    const auto progress = [&options](double share) {
      const int percent = static_cast<int>(100.0 * share);
      if (options.on_news)
        options.on_news({.words = "learning the voice more closely: " + std::to_string(percent) + " %"});
    };
    TRY(auto made, voice::quick_fit(voice.reference.view(), voice.reference_text, fit, {*parts.encoder, **judge},
                                    *parts.voice, {}, progress, options.cancel));
    if (!made.has_classes && options.on_news) {
      options.on_news(
          {.words = "the voice was learnt from its sound alone: no transcript that fits the clip was at hand",
           .is_warning = true});
    }
    return std::move(made.fit);
  }

  [[nodiscard]] Result<voice::VoiceFit> fit_of(const Parts& parts, const Voice& voice, const SpeakOptions& options) {
    if (!voice.prompt.empty()) {
      auto kept = voice::fit_of_bytes(voice.prompt, parts.embedding_size());
      if (kept.ok() || kept.error().kind != ErrorKind::Corrupt) return kept;
    }
    TRY(const std::string made, make_prompt(voice, options));
    return voice::fit_of_bytes(made, parts.embedding_size());
  }

  [[nodiscard]] Result<void> synthesise(const std::string& piece, const Voice& voice, const SpeakOptions& options,
                                        RawSpeechSink& sink) override {
    TRY(const Parts parts, parts_or_why());
    TRY(const voice::VoiceFit fit, fit_of(parts, voice, options));
    if (fit.closeness == voice::Closeness::NoCloser && options.on_news) {
      options.on_news({.words = kNoCloser, .is_warning = true});
    }
    return parts.voice->say(piece, fit, say_options(options), [&sink](std::span<const float> block) -> Result<void> {
      return sink.take(RawSpeech(audio::AudioBuffer(voice::kVoiceRateHz, {block.begin(), block.end()})));
    });
  }

  std::filesystem::path folder_;
  FileSystem& disk_;
  EngineTraits traits_;
  std::mutex mutex_;
  std::optional<Parts> parts_;
  std::string problem_;
};

}  // namespace

std::unique_ptr<Engine> make_built_in_engine(std::filesystem::path models_folder, FileSystem& disk) {
  return std::make_unique<BuiltInEngine>(std::move(models_folder), disk);
}

}  // namespace timbre::clone
