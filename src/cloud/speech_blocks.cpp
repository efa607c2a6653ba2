#include "cloud/speech_blocks.h"

#include <utility>

namespace timbre::cloud {

Result<void> SpeechBlocks::take(int sample_rate_hz, std::span<const float> mono) {
  sample_rate_hz_ = sample_rate_hz;
  waiting_.insert(waiting_.end(), mono.begin(), mono.end());
  if (waiting_.size() < static_cast<std::size_t>(sample_rate_hz) / 10) return {};
  return finish();
}

Result<void> SpeechBlocks::finish() {
  if (waiting_.empty()) return {};
  has_given_ = true;
  auto taken = sink_.take(clone::RawSpeech(audio::AudioBuffer(sample_rate_hz_, std::exchange(waiting_, {}))));
  is_refused_ = !taken.ok();
  return taken;
}

}  // namespace timbre::cloud
