#pragma once
/// What "timbre-eval voice" is told.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "speaker/speaker_encoder.h"

namespace timbre::app {

struct VoiceTrialOptions {
  std::filesystem::path files;
  std::filesystem::path models = speaker::shipped_models_folder();
  std::filesystem::path text = "data/eval/voice_sentences.txt";
  std::filesystem::path json;
  std::filesystem::path html;
  std::vector<std::string> systems = {"clone", "close", "flite", "espeak", "real"};
  std::size_t speakers = 10;
  std::size_t sentences = 20;
  std::size_t threads = 2;
  std::uint64_t seed = 1;
};

/// InvalidInput names the option.
[[nodiscard]] Result<VoiceTrialOptions> parse_voice_trial(const std::vector<std::string>& words);

}  // namespace timbre::app
