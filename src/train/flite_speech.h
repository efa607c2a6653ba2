#pragma once
/// A sentence as flite's voices say it, and when each of its sounds is said. Times are those that the synthesiser
/// itself works with, so nothing has to be found. flite keeps state of its own: one thread at a time.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"

namespace timbre::train {

inline constexpr int kFliteRateHz = 16000;
inline constexpr std::size_t kNoFliteToken = static_cast<std::size_t>(-1);

struct FliteSegment {
  std::string label;  ///< of flite's own set: "ax", "pau"
  TimeRange range;
  std::size_t token = kNoFliteToken;  ///< which of the words parted by spaces; kNoFliteToken for a pause
  std::size_t word = 0;               ///< counted through the sentence: "it's" are two
  std::size_t syllable = 0;           ///< counted through the sentence
  bool is_stressed = false;
  bool is_suffix = false;  ///< of a word that begins with an apostrophe
};

struct FliteSpeech {
  std::vector<float> samples;  ///< mono, kFliteRateHz
  std::vector<FliteSegment> segments;
};

/// "slt", "rms", "awb", "kal16"; the last joins diphones and has the poorest melody.
[[nodiscard]] std::span<const std::string_view> flite_voices();

/// `text` is ASCII. `stretch` is how much slower than usual, 0.5 … 2. The same arguments give the same samples.
/// NotFound for another voice, InvalidInput for what cannot be said.
[[nodiscard]] Result<FliteSpeech> say_with_flite(std::string_view voice, const std::string& text, double stretch);

}  // namespace timbre::train
