#pragma once
/// Text in the voice of a clip, on this machine alone: phones → acoustic model → vocoder (docs/voice-model.md).
///
/// A text is spoken sentence by sentence, and each sentence while its sound is being made, so that the first block
/// comes as soon as the first sentence's frames are known.

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "voice/acoustic_model.h"
#include "voice/sentence_phones.h"
#include "voice/vocoder.h"
#include "voice/voice_controls.h"
#include "voice/voice_fit.h"

namespace timbre::voice {

inline constexpr int kVoiceRateHz = 24'000;

struct SayOptions {
  std::string language = "en";  ///< as TextPhonesOptions
  VoiceControls controls = {};
  CancelToken cancel = {};
  std::function<void(double)> on_progress = {};  ///< 0 … 1 of the text
};

/// Takes what is said, one channel at kVoiceRateHz. An error stops the voice, which passes it on.
using SoundSink = std::function<Result<void>(std::span<const float>)>;

/// Thread-safe; one is shared by all who speak.
class BuiltInVoice {
 public:
  /// With the acoustic model and the vocoder of a folder; their errors.
  [[nodiscard]] static Result<std::shared_ptr<const BuiltInVoice>> open(const std::filesystem::path& folder,
                                                                        FileSystem& disk);
  BuiltInVoice(std::shared_ptr<const AcousticModel> model, std::shared_ptr<const Vocoder> vocoder)
      : model_(std::move(model)), vocoder_(std::move(vocoder)) {}

  [[nodiscard]] const AcousticModel& model() const { return *model_; }

  /// The same text, voice and options give the same samples. What is said has kSaidLevelDbfs. InvalidInput for a text
  /// in which nothing can be said or controls out of their range; Cancelled within a sentence; errors of
  /// phones_of_text() and of the networks.
  [[nodiscard]] Result<void> say(std::string_view text, const VoiceFit& voice, const SayOptions& options,
                                 const SoundSink& sink) const;
  /// The whole at once.
  [[nodiscard]] Result<std::vector<float>> say(std::string_view text, const VoiceFit& voice,
                                               const SayOptions& options) const;

 private:
  [[nodiscard]] Result<void> say_sentence(const SentencePhones& sentence, std::size_t number, const VoiceFit& voice,
                                          const SayOptions& options, const SoundSink& sink) const;

  std::shared_ptr<const AcousticModel> model_;
  std::shared_ptr<const Vocoder> vocoder_;
};

}  // namespace timbre::voice
