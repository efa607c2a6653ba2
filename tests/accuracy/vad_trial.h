#pragma once
/// Voice activity on takes with known pauses, clean and in noise.

#include <functional>
#include <string>
#include <vector>

#include "accuracy/material.h"
#include "measure/voice_activity.h"

namespace timbre::accuracy {

struct VadCount {
  std::string corpus;
  std::string condition;  ///< "clean", "20 dB", …, "noise only"
  double frame_count = 0;
  double right = 0;
  double speech = 0, speech_found = 0;      ///< frames of speech, and of those the ones found
  double inserted = 0, inserted_clean = 0;  ///< frames of inserted pauses, and of those the ones left alone
};

/// Who says where the voice is, on a grid of 10 ms.
using Detector = std::function<measure::VoiceActivity(int rate_hz, const Samples& samples)>;

/// Timbre's own, voice_activity_detector.h.
[[nodiscard]] measure::VoiceActivity own_detector(int rate_hz, const Samples& samples);

/// All takes clean, every `stride`-th in noise (1: all).
[[nodiscard]] std::vector<VadCount> run_vad_grid(std::size_t stride, const Detector& detector = own_detector);
/// Sum of the counts of one condition.
[[nodiscard]] VadCount total_of(const std::vector<VadCount>& counts, const std::string& condition);
[[nodiscard]] std::string vad_table(const std::vector<VadCount>& counts);

/// Takes of three clips of one reader each.
[[nodiscard]] std::vector<Take> takes_of(const std::string& corpus);

}  // namespace timbre::accuracy
