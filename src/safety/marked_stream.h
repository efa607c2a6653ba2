#pragma once
/// Synthetic speech that is handed out while it is still being made, marked all the same.

#include <cstddef>
#include <cstdint>

#include "audio/audio_buffer.h"
#include "base/result.h"
#include "safety/marked_speech.h"
#include "safety/watermark.h"
#include "safety/watermark_key.h"

namespace timbre::safety {

/// A stretch of a clone that carries its mark. Made by MarkedStream alone.
class MarkedBlock {
 public:
  [[nodiscard]] const audio::AudioBuffer& audio() const { return audio_; }
  /// The same for every block of a clone (watermark_payload.h).
  [[nodiscard]] std::uint32_t payload() const { return payload_; }

 private:
  friend class MarkedStream;
  MarkedBlock(audio::AudioBuffer audio, std::uint32_t payload);
  audio::AudioBuffer audio_;
  std::uint32_t payload_;
};

/// Takes a clone block by block: one rate, one channel count, in order, without gaps.
class MarkedBlockSink {
 public:
  virtual ~MarkedBlockSink() = default;
  /// An error stops the clone and is passed on.
  [[nodiscard]] virtual Result<void> take(const MarkedBlock& block) = 0;
};

/// Marks speech as it comes. Nothing is handed out before the mark has been found again in what is held back: two
/// seconds of speech, more where that does not do, or all of it where there is less. At the end it is looked for in the
/// whole. The blocks put together are, sample for sample, what MarkedSpeech::make() gives for the whole speech, however
/// it was cut.
class MarkedStream {
 public:
  /// `sink` must outlive it.
  MarkedStream(audio::AudioFormat format, const WatermarkKey& key, std::uint32_t payload, MarkedBlockSink& sink);

  /// InvalidInput for another format; what the sink says.
  [[nodiscard]] Result<void> push(const audio::AudioView& speech);
  /// The rest, and the last look: errors as MarkedSpeech::make(). After an error what was handed out before, if
  /// released_frames() is above 0, carries a mark only as far as it was checked, and must be thrown away.
  [[nodiscard]] Result<MarkedSpeech> finish();
  /// So many frames went to the sink.
  [[nodiscard]] std::size_t released_frames() const { return released_; }

 private:
  [[nodiscard]] Result<void> release();
  [[nodiscard]] bool is_found() const;

  WatermarkEmbedder embedder_;
  WatermarkKey key_;
  std::uint32_t payload_;
  MarkedBlockSink& sink_;
  audio::AudioBuffer marked_;  // everything so far: the last look is at the whole
  std::size_t released_ = 0;   // of marked_
  std::size_t next_look_ = 0;  // frames of marked_ that call for another look
  bool is_checked_ = false;    // the mark was found, blocks may go
};

}  // namespace timbre::safety
