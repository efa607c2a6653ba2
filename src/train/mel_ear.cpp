#include "train/mel_ear.h"

#include "speaker/encoder_card.h"
#include "train/onnx_weights.h"
#include "voice/vocoder_input.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

namespace F = torch::nn::functional;

constexpr std::uintmax_t kLargestCardBytes = 1U << 20U;
constexpr std::uintmax_t kLargestNetworkBytes = 64U << 20U;
/// dsp::normalise_bands()'s.
constexpr double kVarianceFloor = 0.01;

/// [bands, bins]
torch::Tensor triangles(const dsp::LogMelOptions& options) {
  const auto bands = dsp::mel_bands(options);
  const auto bins = static_cast<std::int64_t>(dsp::mel_fft_size(options) / 2 + 1);
  torch::Tensor weights = torch::zeros({static_cast<std::int64_t>(bands.size()), bins});
  for (std::size_t b = 0; b < bands.size(); ++b) {
    float* row = weights.data_ptr<float>() + static_cast<std::int64_t>(b) * bins + bands[b].first_bin;
    std::copy(bands[b].weights.begin(), bands[b].weights.end(), row);
  }
  return weights;
}

}  // namespace

torch::Tensor band_matrix(const dsp::LogMelOptions& from, const dsp::LogMelOptions& into) {
  const torch::Tensor source = triangles(from);
  const torch::Tensor density = source / torch::clamp_min(source.sum(1, true), 1e-6);
  // Beyond the outermost centres the triangles fall, and one band's density is all that is known.
  const torch::Tensor shares = source.sum(0, true);
  return density.mm((triangles(into) / torch::clamp_min(shares, 0.1)).t());
}

Result<MelEar> MelEar::open(const std::filesystem::path& folder, FileSystem& disk) {
  TRY(const std::string text, disk.read(folder / "speaker-encoder.json", kLargestCardBytes));
  TRY(const speaker::EncoderCard card, speaker::parse_encoder_card(text));
  TRY(const std::string network, disk.read(folder / "speaker-encoder.onnx", kLargestNetworkBytes));
  TRY(SpeakerNet net, read_speaker_onnx(network));
  return MelEar(std::move(net), band_matrix(voice::voice_mel_options(), card.features));
}

torch::Tensor MelEar::hear(const torch::Tensor& mel, const torch::Tensor& mask) const {
  const torch::Tensor power = torch::exp(mel * voice::kMelSpread - voice::kMelShift);
  const torch::Tensor bands = torch::log(torch::clamp_min(torch::matmul(power, bands_), dsp::kLogMelFloor));
  const torch::Tensor weights = mask.unsqueeze(2) / torch::clamp_min(mask.sum(1), 1.0).view({-1, 1, 1});
  const torch::Tensor away = bands - (bands * weights).sum(1, true);
  const torch::Tensor variance = (away.square() * weights).sum(1, true);
  const torch::Tensor even = away / torch::sqrt(variance + kVarianceFloor) * mask.unsqueeze(2);
  SpeakerNet net = net_;
  return F::normalize(net(even.transpose(1, 2)).to(torch::kFloat), F::NormalizeFuncOptions().dim(1));
}

}  // namespace timbre::train
