#pragma once
/// What the judges hear in one clip: words, speaker, quality, melody and pace.

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "asr/transcriber.h"
#include "base/file_system.h"
#include "eval/speaker_trials.h"
#include "eval/word_errors.h"
#include "measure/dnsmos.h"
#include "prosody.h"
#include "speaker/speaker_encoder.h"

namespace timbre::app {

struct Heard {
  std::optional<eval::WordErrors> words;  ///< none where nobody knows what was said
  std::string transcript;
  eval::LabelledEmbedding voice;  ///< without values where the encoder finds too little speech
  std::optional<measure::PredictedOpinion> quality;
  Prosody prosody;
  double duration_s = 0;
};

/// Thread-safe.
class VoiceEars {
 public:
  /// The evaluation encoder from `encoder_folder`, which taught no voice; DNSMOS from `models` where it is there.
  [[nodiscard]] static Result<std::unique_ptr<VoiceEars>> open(const std::filesystem::path& encoder_folder,
                                                               const std::filesystem::path& models, FileSystem& disk);

  /// One channel at kJudgedAtHz, as it is: no change of level. The recogniser alone hears it in a quarter of a second
  /// of faint noise to either side, at −80 dBFS. `said` empty: not transcribed.
  [[nodiscard]] Result<Heard> hear(const std::vector<float>& samples, const std::string& speaker,
                                   const std::string& said);
  /// Empty, or why there is no DNSMOS.
  [[nodiscard]] const std::string& why_no_quality() const { return why_no_quality_; }
  [[nodiscard]] const std::string& encoder_name() const { return encoder_->card().name; }

 private:
  [[nodiscard]] Result<std::string> transcribe(const std::vector<float>& samples);

  std::shared_ptr<const speaker::SpeakerEncoder> encoder_;
  std::unique_ptr<const measure::Dnsmos> dnsmos_;
  std::string why_no_quality_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<asr::Transcriber>> idle_;  // each is for one thread at a time
};

/// Words as they are compared: small letters, no punctuation, hyphens apart.
[[nodiscard]] std::string plain_words(const std::string& text);

}  // namespace timbre::app
