#pragma once
/// A DecodeSink that keeps everything, and a decode_wav over bytes in memory.

#include <string>
#include <vector>

#include "audio/codec/wav_decode.h"

namespace timbre::audio {

class MemorySink : public DecodeSink {
 public:
  Result<void> info(const AudioFormat& format, const StoredFormat& stored) override {
    format_seen = format;
    stored_seen = stored;
    return {};
  }
  Result<void> samples(std::span<const float> interleaved) override {
    all_samples.insert(all_samples.end(), interleaved.begin(), interleaved.end());
    return {};
  }
  Result<void> note(std::string_view text) override {
    notes.emplace_back(text);
    return {};
  }

  AudioFormat format_seen;
  StoredFormat stored_seen;
  std::vector<float> all_samples;
  std::vector<std::string> notes;
};

inline Result<DecodeSummary> decode_wav_bytes(std::string_view bytes, DecodeSink& sink) {
  MemorySource source(std::as_bytes(std::span(bytes)));
  return decode_wav(source, sink);
}

}  // namespace timbre::audio
