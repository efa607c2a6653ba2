#pragma once
/// Speech in a voice that nobody has: no reference, and no consent to ask for. Whoever wants a person's voice goes
/// through the synthesizer, which asks for both.

#include <filesystem>
#include <memory>
#include <string_view>

#include "audio/audio_buffer.h"
#include "audio/codec/audio_writer.h"
#include "base/cancel.h"
#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "voice/built_in_voice.h"

namespace timbre::clone {

class InventedVoice {
 public:
  /// Draws the voice of `number` (voice/voice_blend.h), in about two seconds: the same number and models give the same
  /// voice. `folder` as the built-in engine's. Errors of opening the models; Cancelled.
  [[nodiscard]] static Result<InventedVoice> draw(std::uint64_t number, const std::filesystem::path& folder,
                                                  FileSystem& disk, const CancelToken& cancel = {});
  /// One channel at voice::kVoiceRateHz. Errors of voice::BuiltInVoice::say().
  [[nodiscard]] Result<audio::AudioBuffer> say(std::string_view text, const voice::SayOptions& options) const;

 private:
  InventedVoice(std::shared_ptr<const voice::BuiltInVoice> voice, voice::VoiceFit fit)
      : voice_(std::move(voice)), fit_(std::move(fit)) {}

  std::shared_ptr<const voice::BuiltInVoice> voice_;
  voice::VoiceFit fit_;
};

/// What a file of it says of itself: a machine made it, in nobody's voice.
[[nodiscard]] audio::AudioTags invented_tags(std::uint64_t number, const Clock& clock);

}  // namespace timbre::clone
