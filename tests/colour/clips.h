#pragma once
/// Real recordings as samples, for accuracy programs and tests: read through the ffmpeg program, so that what is proven
/// here does not lean on our own decoder.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "audio/audio_buffer.h"
#include "base/testing/test_data.h"
#include "dsp/fft.h"

namespace timbre::colour {

struct Clip {
  std::string name;
  int rate_hz = 0;
  std::vector<float> samples;
};

/// Everything the command prints on its standard output; nothing when it fails.
inline std::vector<char> output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::vector<char> bytes;
  std::array<char, 65536> block{};
  if (!pipe) return bytes;
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get())) {
    bytes.insert(bytes.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return bytes;
}

/// What a command that writes a WAV file of floats to its standard output says; nothing when it fails.
inline std::optional<Clip> clip_of(std::string name, const std::string& command) {
  const auto bytes = output_of(command);
  Clip clip{std::move(name), 0, {}};
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    std::uint32_t size = 0;
    std::memcpy(&size, &bytes[at + 4], 4);
    if (std::memcmp(&bytes[at], "fmt ", 4) == 0) std::memcpy(&clip.rate_hz, &bytes[at + 12], 4);
    if (std::memcmp(&bytes[at], "data", 4) == 0) {
      clip.samples.resize((bytes.size() - at - 8) / 4);
      std::memcpy(clip.samples.data(), &bytes[at + 8], clip.samples.size() * 4);
      break;
    }
    at += 8 + size + size % 2;
  }
  if (clip.samples.empty() || clip.rate_hz == 0) return std::nullopt;
  return clip;
}

/// A file as one channel at its stored rate. `through` may name ffmpeg output options ("-ar 16000").
inline std::optional<Clip> load_clip(const std::filesystem::path& path, const std::string& through = {}) {
  return clip_of(path.stem().string(),
                 "ffmpeg -v quiet -i '" + path.string() + "' -ac 1 " + through + " -c:a pcm_f32le -f wav - ");
}

/// Every clip of the speech corpora.
inline std::vector<Clip> speech_clips(const std::string& through = {}) {
  std::vector<Clip> clips;
  for (const auto& path : test_data_clips("speech")) {
    if (auto clip = load_clip(path, through)) clips.push_back(std::move(*clip));
  }
  return clips;
}

/// The same with two clips of each LibriSpeech speaker, for tests that must be quick.
inline std::vector<Clip> some_speech_clips(const std::string& through = {}) {
  std::vector<Clip> clips;
  for (const auto& path : test_data_clips("speech")) {
    const auto name = path.stem().string();
    if (path.string().find("librispeech") != std::string::npos && name.back() > '1') continue;
    if (auto clip = load_clip(path, through)) clips.push_back(std::move(*clip));
  }
  return clips;
}

/// Brick wall at `cutoff_hz` with a raised-cosine edge of 150 Hz that ends there; whole signal by FFT.
inline std::vector<float> low_passed(const std::vector<float>& samples, int rate_hz, double cutoff_hz) {
  dsp::RealFft fft(std::bit_ceil(samples.size() + 8192));
  std::fill(fft.time().begin(), fft.time().end(), 0.0F);
  std::copy(samples.begin(), samples.end(), fft.time().begin());
  fft.forward();
  const double bin_hz = static_cast<double>(rate_hz) / static_cast<double>(fft.size());
  for (std::size_t k = 0; k < fft.bin_count(); ++k) {
    const double over = std::clamp((static_cast<double>(k) * bin_hz - (cutoff_hz - 150.0)) / 150.0, 0.0, 1.0);
    const double gain = (0.5 + 0.5 * std::cos(std::numbers::pi * over)) / static_cast<double>(fft.size());
    fft.spectrum()[k] *= static_cast<float>(gain);
  }
  fft.inverse();
  return {fft.time().begin(), fft.time().begin() + static_cast<std::ptrdiff_t>(samples.size())};
}

}  // namespace timbre::colour
