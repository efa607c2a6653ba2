#pragma once
/// A recording of the test data at the rate that engines listen to.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "asr/transcriber.h"
#include "audio/testing/memory_sink.h"
#include "dsp/resample.h"

namespace timbre::asr {

/// A mono WAV at 16 kHz, full scale ±1; empty when it cannot be read.
inline std::vector<float> wav_at_16_khz(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  audio::MemorySink sink;
  if (!audio::decode_wav_bytes(bytes, sink).ok()) return {};
  return dsp::resample(sink.all_samples, sink.format_seen.sample_rate_hz, kTranscriberRateHz);
}

}  // namespace timbre::asr
