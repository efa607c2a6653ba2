#include "safety/marked_stream.h"

#include <string>
#include <utility>

namespace timbre::safety {
namespace {

// What the first look needs: soon, and enough for it to succeed nearly always (docs/clone.md). Another look needs so
// many times more, because one that fails costs time that grows with the length.
constexpr double kFirstLookS = 2.0;
constexpr double kGrowth = 1.3;

}  // namespace

MarkedBlock::MarkedBlock(audio::AudioBuffer audio, std::uint32_t payload)
    : audio_(std::move(audio)), payload_(payload) {}

MarkedStream::MarkedStream(audio::AudioFormat format, const WatermarkKey& key, std::uint32_t payload,
                           MarkedBlockSink& sink)
    : embedder_(format, key, payload),
      key_(key),
      payload_(payload),
      sink_(sink),
      marked_(format, 0),
      next_look_(static_cast<std::size_t>(kFirstLookS * format.sample_rate_hz)) {}

Result<void> MarkedStream::push(const audio::AudioView& speech) {
  if (speech.format() != marked_.format()) {
    return Error{ErrorKind::InvalidInput, "the speech changes its format from " +
                                              std::to_string(marked_.format().sample_rate_hz) + " Hz to " +
                                              std::to_string(speech.sample_rate_hz()) +
                                              " Hz on the way; one clone has one rate and one channel count"};
  }
  marked_.append(embedder_.push(speech).view());
  if (!is_checked_ && marked_.frame_count() >= next_look_) {
    is_checked_ = is_found();
    next_look_ = static_cast<std::size_t>(kGrowth * static_cast<double>(marked_.frame_count()));
  }
  return is_checked_ ? release() : Result<void>();
}

Result<MarkedSpeech> MarkedStream::finish() {
  TRY(const audio::AudioBuffer rest, embedder_.finish());
  marked_.append(rest.view());
  if (!is_found()) return MarkedSpeech::unreadable();
  TRY_VOID(release());
  return MarkedSpeech(std::move(marked_), payload_);
}

Result<void> MarkedStream::release() {
  const audio::AudioView ready = marked_.view().slice(released_, marked_.frame_count());
  if (ready.empty()) return {};
  audio::AudioBuffer block(marked_.format(), 0);
  block.append(ready);
  released_ = marked_.frame_count();
  return sink_.take(MarkedBlock(std::move(block), payload_));
}

bool MarkedStream::is_found() const {
  const auto found = detect_watermark(marked_.view(), key_);
  return found.ok() && found->outcome == WatermarkOutcome::Marked && found->payload == payload_;
}

}  // namespace timbre::safety
