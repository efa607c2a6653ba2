#pragma once
/// Synthetic speech that carries its mark. There is no other way to hand out a clone.

#include <cstdint>

#include "audio/audio_buffer.h"
#include "base/result.h"
#include "safety/watermark_key.h"

namespace timbre::safety {

class MarkedSpeech {
 public:
  /// Embeds the mark and then finds it again with the same key. InvalidInput for sound that cannot carry one
  /// (watermark.h), and where the mark just made cannot be read again, as happens below two seconds of speech.
  [[nodiscard]] static Result<MarkedSpeech> make(const audio::AudioView& speech, const WatermarkKey& key,
                                                 std::uint32_t payload);
  [[nodiscard]] const audio::AudioBuffer& audio() const { return audio_; }
  [[nodiscard]] std::uint32_t payload() const { return payload_; }

 private:
  friend class MarkedStream;
  [[nodiscard]] static Error unreadable();
  MarkedSpeech(audio::AudioBuffer audio, std::uint32_t payload);
  audio::AudioBuffer audio_;
  std::uint32_t payload_;
};

}  // namespace timbre::safety
