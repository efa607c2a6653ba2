#pragma once
/// Voices and an encoder for tests: a "voice" is noise that is loud for some share of the time, and the encoder's
/// embedding is (skewness of the log spectrum, 1), which tells the shares apart: cosine 1 for equal shares, about −0.6
/// for 15 % against 85 %, about 0.45 for 15 % against 50 %.

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "audio/testing/signals.h"
#include "nn/onnx_graph.h"
#include "speaker/speaker_encoder.h"

namespace timbre::speaker {

inline constexpr double kBursts = 0.15;
inline constexpr double kHalves = 0.5;
inline constexpr double kGaps = 0.85;

inline std::string skewness_network(std::int64_t bands) {
  nn::OnnxGraph graph("skewness");
  graph.add_input("features", {"clips", bands, "frames"});
  graph.add_output("embedding", {"clips", 2});
  std::vector<float> first(static_cast<std::size_t>(2 * bands), 0.0F);
  std::vector<float> second(first);
  for (std::size_t b = 0; b < static_cast<std::size_t>(bands); ++b) {
    first[b] = 1.0F / static_cast<float>(bands);
    second[static_cast<std::size_t>(bands) + b] = 1.0F / static_cast<float>(bands);
  }
  const std::vector<std::int64_t> shape{2, bands, 1};
  const std::string square = graph.add_node("Mul", {"features", "features"}, "square");
  const std::string cube = graph.add_node("Mul", {square, "features"}, "cube");
  const std::string skew = graph.add_node("Conv", {cube, graph.add_floats("first", shape, first)}, "skew");
  const std::string spread = graph.add_node("Conv", {square, graph.add_floats("second", shape, second)}, "spread");
  const std::string both = graph.add_node("Add", {skew, spread}, "both");
  const std::string mean = graph.add_node(
      "ReduceMean", {both}, "mean", {nn::OnnxAttribute::wholes("axes", {2}), nn::OnnxAttribute::whole("keepdims", 0)});
  graph.add_node("Identity", {mean}, "embedding");
  return graph.bytes();
}

/// Null without ONNX Runtime. One person from a cosine of 0.75, two below 0.2.
inline std::shared_ptr<const SpeakerEncoder> duty_encoder() {
  EncoderCard card;
  card.name = "duty-1";
  card.sha256 = std::string(64, '0');
  card.embedding_size = 2;
  card.features.band_count = 40;
  card.calibration = {20.0, -9.0};
  card.same_from = 0.75;
  card.different_below = 0.2;
  auto session = nn::OnnxSession::from_bytes(skewness_network(40), card.name);
  if (!session.ok()) return nullptr;
  return std::make_shared<SpeakerEncoder>(*session, card);
}

/// Mono, 16 kHz, five bursts a second, 30 dB above what is between them.
inline audio::AudioBuffer duty_voice(double share, double seconds, std::uint32_t seed = 1) {
  constexpr int kRateHz = 16000;
  constexpr double kPeriodS = 0.2;
  auto sound = audio::white_noise(kRateHz, seconds, 0.2, seed);
  for (std::size_t i = 0; i < sound.frame_count(); ++i) {
    const double at = std::fmod(static_cast<double>(i) / kRateHz, kPeriodS) / kPeriodS;
    if (at > share) sound.channel(0)[i] *= 0.0316F;
  }
  return sound;
}

}  // namespace timbre::speaker
