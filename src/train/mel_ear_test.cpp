// Rungs: exact (white noise stays white), standard (the ear hears in mel bands what the encoder hears in samples).
#include "train/mel_ear.h"

#include <cstdlib>
#include <iostream>
#include <numeric>

#include "gtest/gtest.h"

#include "audio/codec/decode.h"
#include "base/testing/test_data.h"
#include "dsp/resample.h"
#include "speaker/speaker_encoder.h"
#include "voice/vocoder_input.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

TEST(BandMatrix, KeepsADensity) {
  const dsp::LogMelOptions encoder;
  const torch::Tensor matrix = band_matrix(voice::voice_mel_options(), encoder);
  const auto white = [](const dsp::LogMelOptions& options) {
    std::vector<float> powers;
    for (const auto& band : dsp::mel_bands(options)) {
      powers.push_back(std::accumulate(band.weights.begin(), band.weights.end(), 0.0F));
    }
    return powers;
  };
  const auto flat = white(voice::voice_mel_options());
  const auto expected = white(encoder);
  const torch::Tensor made = torch::tensor(flat).unsqueeze(0).mm(matrix).squeeze(0);
  for (std::size_t b = 0; b < expected.size(); ++b) {
    EXPECT_NEAR(made[static_cast<std::int64_t>(b)].item<float>() / expected[b], 1.0F, 0.02F) << b;
  }
}

TEST(MelEar, HearsWhatTheEncoderHears) {
  if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
  const auto clips = test_data_clips("speech/librispeech");
  if (clips.empty()) {
    ASSERT_FALSE(in_ci()) << "no LibriSpeech in the test data";
    GTEST_SKIP() << "no test data";
  }
  const torch::NoGradGuard no_gradients;
  PosixFileSystem disk;
  const auto models = std::filesystem::path(source) / "models";
  const auto encoder = speaker::SpeakerEncoder::open(models, disk);
  ASSERT_TRUE(encoder.ok()) << encoder.error().message;
  const auto ear = MelEar::open(models, disk);
  ASSERT_TRUE(ear.ok()) << ear.error().message;
  double least = 1.0;
  for (const auto& clip : clips) {
    const auto decoded = audio::decode_file(clip);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    auto samples =
        dsp::resample(decoded->audio.channel(0), decoded->audio.format().sample_rate_hz, voice::kAnalysisRateHz);
    samples.resize(std::min<std::size_t>(samples.size(), 20 * voice::kAnalysisRateHz));
    auto frames = voice::analyse_voice(samples);
    ASSERT_TRUE(frames.ok());
    for (float& value : frames->log_mel) value = (value + voice::kMelShift) / voice::kMelSpread;
    const auto count = static_cast<std::int64_t>(frames->log_mel.size() / voice::kMelBands);
    const torch::Tensor mel = torch::from_blob(frames->log_mel.data(), {1, count, voice::kMelBands});
    const torch::Tensor heard = ear->hear(mel, torch::ones({1, count})).squeeze(0);
    const auto expected = (*encoder)->embed(audio::AudioView(voice::kAnalysisRateHz, samples));
    ASSERT_TRUE(expected.ok()) << expected.error().message;
    double cosine = 0.0;
    for (std::size_t i = 0; i < expected->size(); ++i) {
      cosine += static_cast<double>((*expected)[i]) * heard[static_cast<std::int64_t>(i)].item<double>();
    }
    least = std::min(least, cosine);
  }
  std::cout << "least cosine over " << clips.size() << " clips: " << least << '\n';
  EXPECT_GT(least, 0.9);
}

}  // namespace
}  // namespace timbre::train
