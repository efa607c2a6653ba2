#pragma once
/// A built-in voice for tests, its networks written here: vowels are voiced, every phone lasts about 80 ms, the melody
/// goes with the phones, and the vocoder filters as the mel bands say. Speaks for embeddings of two numbers.

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "nn/onnx_graph.h"
#include "phones/phone_inventory.h"
#include "voice/built_in_voice.h"
#include "voice/phone_rows.h"
#include "voice/vocoder_input.h"

namespace timbre::voice {

inline constexpr std::size_t kFakeEncoded = 3;  // is a vowel, a sign for the melody, a colour −1 … 1
inline constexpr std::size_t kFakeEmbedding = 2;
inline constexpr std::size_t kFakeSpeaker = kFakeEmbedding + kTraitInputs;
/// What the prosody network adds to ln F0, and what a sign of the melody is worth.
inline constexpr float kFakeF0Offset = 0.1F;
inline constexpr float kFakeMelody = 0.05F;

/// values = rows · weights + 0 · speaker + bias.
inline std::string linear_network(const std::string& rows, std::size_t inputs, std::size_t outputs,
                                  const std::vector<float>& weights, const std::vector<float>& bias,
                                  bool has_speaker = true) {
  const auto in = static_cast<std::int64_t>(inputs);
  const auto out = static_cast<std::int64_t>(outputs);
  const std::string values = has_speaker ? "values" : "filters";
  nn::OnnxGraph graph("fake");
  graph.add_input(rows, {1, "n", in});
  graph.add_output(values, {1, "n", out});
  const std::vector<std::int64_t> shape{in, out};
  const std::vector<std::int64_t> bias_shape{1, 1, out};
  std::string sum = graph.add_node("MatMul", {rows, graph.add_floats("weights", shape, weights)}, "product");
  if (has_speaker) {
    constexpr auto kSize = static_cast<std::int64_t>(kFakeSpeaker);
    graph.add_input("speaker", {1, 1, kSize});
    const std::vector<float> none(kFakeSpeaker * outputs, 0.0F);
    const std::vector<std::int64_t> speaker_shape{kSize, out};
    const std::string told =
        graph.add_node("MatMul", {"speaker", graph.add_floats("none", speaker_shape, none)}, "told");
    sum = graph.add_node("Add", {sum, told}, "sum");
  }
  graph.add_node("Add", {sum, graph.add_floats("bias", bias_shape, bias)}, values);
  return graph.bytes();
}

struct FakeNetworks {
  std::string phones;
  std::string prosody;
  std::string mel;
  std::string vocoder;
};

inline FakeNetworks fake_networks() {
  FakeNetworks made;
  std::vector<float> weights(kPhoneInputs * (kFakeEncoded + 1), 0.0F);
  for (std::size_t id = 0; id < phones::kPhoneIdCount; ++id) {
    float* row = weights.data() + id * (kFakeEncoded + 1);
    row[0] = phones::is_vowel(static_cast<phones::PhoneId>(id)) ? 1.0F : 0.0F;
    row[1] = id % 2 == 0 ? 1.0F : -1.0F;
    row[2] = static_cast<float>(id * 7 % 11) / 5.0F - 1.0F;
    row[kFakeEncoded] = row[0] > 0.0F ? 0.5F : 0.0F;  // vowels last longer
  }
  made.phones = linear_network("rows", kPhoneInputs, kFakeEncoded + 1, weights, {0.0F, 0.0F, 0.0F, std::log(9.0F)});

  const std::size_t places = kFakeEncoded + kFramePlaces;
  weights.assign(places * 3, 0.0F);
  weights[3] = kFakeMelody;  // the sign
  weights[1] = 2.0F;         // a vowel: voiced
  made.prosody = linear_network("rows", places, 3, weights, {kFakeF0Offset, -1.0F, 0.0F});

  const std::size_t told = places + 3;
  weights.assign(told * kMelBands, 0.0F);
  std::vector<float> bias(kMelBands);
  for (std::size_t b = 0; b < kMelBands; ++b) {
    weights[b] = 0.8F;  // vowels are louder
    weights[2 * kMelBands + b] = 0.3F * std::cos(0.12F * static_cast<float>(b));
    bias[b] = (-6.0F - 0.05F * static_cast<float>(b) + kMelShift) / kMelSpread;
  }
  made.mel = linear_network("rows", told, kMelBands, weights, bias);

  // Gains that give back the power of the bands; noise where nothing is voiced.
  weights.assign(kVocoderInputs * kFilterValues, 0.0F);
  bias.assign(kFilterValues, 0.0F);
  for (std::size_t bin = 0; bin < kFilterBins; ++bin) {
    const double hz = 8000.0 * static_cast<double>(bin) / (kFilterBins - 1);
    const double place = kMelBands * std::log10(1.0 + hz / 700.0) / std::log10(1.0 + 8000.0 / 700.0);
    const std::size_t band = std::min(kMelBands - 1, static_cast<std::size_t>(place));
    weights[band * kFilterValues + bin] = kMelSpread / 2.0F;
    weights[band * kFilterValues + 2 * kFilterBins + bin] = kMelSpread / 2.0F;
    weights[(kVocoderInputs - 1) * kFilterValues + 2 * kFilterBins + bin] = -4.0F;
    bias[bin] = bias[2 * kFilterBins + bin] = -kMelShift / 2.0F;
  }
  made.vocoder = linear_network("frames", kVocoderInputs, kFilterValues, weights, bias, false);
  return made;
}

inline AcousticCard fake_card() {
  AcousticCard card;
  card.name = "fake";
  card.encoded = kFakeEncoded;
  return card;
}

inline Result<std::shared_ptr<const AcousticModel>> fake_model() {
  const FakeNetworks bytes = fake_networks();
  AcousticModel::Networks networks;
  TRY(networks.phones, nn::OnnxSession::from_bytes(bytes.phones, "fake phones"));
  TRY(networks.prosody, nn::OnnxSession::from_bytes(bytes.prosody, "fake prosody"));
  TRY(networks.mel, nn::OnnxSession::from_bytes(bytes.mel, "fake mel"));
  return AcousticModel::make(networks, fake_card());
}

/// An error without ONNX Runtime.
inline Result<std::shared_ptr<const BuiltInVoice>> fake_voice() {
  TRY(auto model, fake_model());
  TRY(auto vocoder, nn::OnnxSession::from_bytes(fake_networks().vocoder, "fake vocoder"));
  return std::make_shared<const BuiltInVoice>(std::move(model), std::make_shared<const Vocoder>(std::move(vocoder)));
}

/// Of `median_hz`, with a flat spectrum.
inline SpeakerProfile fake_profile(float median_hz) {
  SpeakerProfile profile;
  profile.embedding = {0.6F, 0.8F};
  profile.traits.f0_median_hz = median_hz;
  profile.traits.f0_spread = 0.15F;
  profile.traits.pace = 0.5F;
  profile.traits.floor = -7.0F;
  profile.traits.voiced_frames = 500;
  profile.traits.voiced_mel.fill(-5.0F);
  profile.traits.unvoiced_mel.fill(-7.0F);
  return profile;
}

}  // namespace timbre::voice
