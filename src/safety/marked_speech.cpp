#include "safety/marked_speech.h"

#include <utility>

#include "safety/watermark.h"

namespace timbre::safety {

MarkedSpeech::MarkedSpeech(audio::AudioBuffer audio, std::uint32_t payload)
    : audio_(std::move(audio)), payload_(payload) {}

Result<MarkedSpeech> MarkedSpeech::make(const audio::AudioView& speech, const WatermarkKey& key,
                                        std::uint32_t payload) {
  TRY(audio::AudioBuffer marked, embed_watermark(speech, key, payload));
  TRY(const WatermarkFinding found, detect_watermark(marked.view(), key));
  if (found.outcome != WatermarkOutcome::Marked || found.payload != payload) {
    return unreadable();
  }
  return MarkedSpeech(std::move(marked), payload);
}

Error MarkedSpeech::unreadable() {
  return {ErrorKind::InvalidInput,
          "the speech is too short for a watermark that can be read again, so it is not handed out; try a longer text, "
          "two seconds or more of speech"};
}

}  // namespace timbre::safety
