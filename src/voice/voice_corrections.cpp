#include "voice/voice_corrections.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace timbre::voice {
namespace {

constexpr std::size_t kReach = 2;  // frames to either side over which voicing is averaged

float voiced_share(const std::vector<float>& f0_hz, std::size_t at) {
  const std::size_t first = at - std::min(at, kReach);
  const std::size_t end = std::min(f0_hz.size(), at + kReach + 1);
  const auto voiced = std::count_if(f0_hz.begin() + static_cast<std::ptrdiff_t>(first),
                                    f0_hz.begin() + static_cast<std::ptrdiff_t>(end), [](float hz) { return hz > 0; });
  return static_cast<float>(voiced) / static_cast<float>(end - first);
}

/// Of the frames around, how many have each class.
std::array<float, kSoundClasses> class_shares(std::span<const SoundClass> classes, std::size_t at) {
  const std::size_t first = at - std::min(at, kReach);
  const std::size_t end = std::min(classes.size(), at + kReach + 1);
  std::array<float, kSoundClasses> shares{};
  for (std::size_t i = first; i < end; ++i) {
    if (classes[i] != SoundClass::None) {
      shares[static_cast<std::size_t>(classes[i])] += 1.0F / static_cast<float>(end - first);
    }
  }
  return shares;
}

}  // namespace

std::string correction_bytes(const VoiceCorrections& corrections) {
  std::vector<float> numbers{corrections.durations, corrections.f0_offset, corrections.f0_spread};
  numbers.insert(numbers.end(), corrections.voiced_mel.begin(), corrections.voiced_mel.end());
  numbers.insert(numbers.end(), corrections.unvoiced_mel.begin(), corrections.unvoiced_mel.end());
  for (const MelCorrection& one : corrections.class_mel) numbers.insert(numbers.end(), one.begin(), one.end());
  std::string bytes(kCorrectionBytes, '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

Result<VoiceCorrections> corrections_of_bytes(std::string_view bytes) {
  std::array<float, kCorrectionBytes / sizeof(float)> numbers{};
  if (bytes.size() == kCorrectionBytes) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  const bool is_usable = bytes.size() == kCorrectionBytes && numbers[0] > 0.0F &&
                         std::all_of(numbers.begin(), numbers.end(), [](float x) { return std::abs(x) < 100.0F; });
  if (!is_usable) {
    return Error{ErrorKind::Corrupt, "what was kept of the voice is not whole; it is taken from the clip again"};
  }
  VoiceCorrections read;
  read.durations = numbers[0];
  read.f0_offset = numbers[1];
  read.f0_spread = numbers[2];
  std::copy_n(numbers.begin() + 3, kMelBands, read.voiced_mel.begin());
  std::copy_n(numbers.begin() + 3 + kMelBands, kMelBands, read.unvoiced_mel.begin());
  auto next = numbers.begin() + 3 + 2 * kMelBands;
  for (MelCorrection& one : read.class_mel) {
    std::copy_n(next, kMelBands, one.begin());
    next += kMelBands;
  }
  return read;
}

void correct_mels(VoiceFrames& frames, const VoiceCorrections& corrections, std::span<const SoundClass> classes) {
  for (std::size_t f = 0; f < frames.count(); ++f) {
    const float share = voiced_share(frames.f0_hz, f);
    float* mel = frames.log_mel.data() + f * kMelBands;
    for (std::size_t b = 0; b < kMelBands; ++b) {
      mel[b] += share * corrections.voiced_mel[b] + (1.0F - share) * corrections.unvoiced_mel[b];
    }
    const auto shares = class_shares(classes, f);
    for (std::size_t c = 0; c < kSoundClasses; ++c) {
      for (std::size_t b = 0; b < kMelBands && shares[c] > 0.0F; ++b) mel[b] += shares[c] * corrections.class_mel[c][b];
    }
  }
}

}  // namespace timbre::voice
