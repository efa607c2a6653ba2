#pragma once
/// An engine for tests: a buzz with syllables that a mark can live in, its pitch and length by the text, at once.

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "clone/engine.h"

namespace timbre::clone {

class BuzzEngine : public Engine {
 public:
  static constexpr int kRateHz = 24'000;

  /// `seconds`: of every piece; none: 70 ms a character.
  explicit BuzzEngine(std::optional<double> seconds = {}) : seconds_(seconds) {
    traits_.name = "buzz";
    traits_.title = "Buzz";
    traits_.version = "1";
    traits_.sample_rate_hz = kRateHz;
  }
  [[nodiscard]] const EngineTraits& traits() const override { return traits_; }
  [[nodiscard]] EngineState state() override { return {.is_ready = true}; }
  [[nodiscard]] Result<std::string> make_prompt(const Voice&, const SpeakOptions&) override {
    ++prompts_made;
    return prompt;
  }

  EngineTraits traits_;
  std::vector<std::string> pieces;        ///< that were asked for
  std::vector<SpeakOptions> options;      ///< they were asked with
  std::vector<std::string> prompts_seen;  ///< with each piece
  std::string prompt;                     ///< what make_prompt() gives
  int prompts_made = 0;
  std::optional<std::size_t> block;                              ///< samples a block; none: all at once
  double level = 0.1;                                            ///< of the buzz
  std::function<Result<void>(const std::string& piece)> before;  ///< asked before each piece
  std::function<void()> after_block;                             ///< called after each block

 private:
  Result<void> synthesise(const std::string& piece, const Voice& voice, const SpeakOptions& asked,
                          RawSpeechSink& sink) override {
    pieces.push_back(piece);
    options.push_back(asked);
    prompts_seen.push_back(voice.prompt);
    if (before) TRY_VOID(before(piece));
    if (asked.on_news) asked.on_news({"half way", 0.5});
    const std::vector<float> samples = buzz(piece);
    const std::size_t step = block.value_or(samples.size());
    for (std::size_t i = 0; i < samples.size(); i += step) {
      const auto first = samples.begin() + static_cast<std::ptrdiff_t>(i);
      const auto last = samples.begin() + static_cast<std::ptrdiff_t>(std::min(samples.size(), i + step));
      TRY_VOID(sink.take(RawSpeech({kRateHz, std::vector<float>(first, last)})));
      if (after_block) after_block();
    }
    return {};
  }

  [[nodiscard]] std::vector<float> buzz(const std::string& piece) const {
    const double pitch_hz = 110 + 4.0 * static_cast<double>(sha256_hex(piece)[0] % 16);
    const double seconds = seconds_.value_or(0.07 * static_cast<double>(piece.size()));
    std::vector<float> samples(static_cast<std::size_t>(kRateHz * seconds));
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const double t = static_cast<double>(i) / kRateHz;
      double value = 0;
      for (int h = 1; h <= 25; ++h) value += std::sin(2 * std::numbers::pi * pitch_hz * h * t + h * h) / h;
      samples[i] = static_cast<float>(level * value * (0.3 + std::abs(std::sin(9 * t))));
    }
    return samples;
  }

  std::optional<double> seconds_;
};

}  // namespace timbre::clone
