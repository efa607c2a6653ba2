#include "train/vocoder_net.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "train/time_layers.h"
#include "voice/source_filter.h"
#include "voice/vocoder_input.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

namespace F = torch::nn::functional;

constexpr double kFirstScale = 0.3;
constexpr double kFirstNoiseLogGain = -1.5;
constexpr std::int64_t kWindow = 512;
constexpr std::int64_t kHop = 160;
constexpr std::array<std::int64_t, 4> kLossWindows{256, 512, 1024, 2048};
constexpr double kQuietestPower = 1e-8;

double mel_of(double hz) { return 2595.0 * std::log10(1.0 + hz / 700.0); }

/// Half of each log power: the log of a gain.
torch::Tensor bands_to_bins() {
  const auto bands = static_cast<std::int64_t>(voice::kMelBands);
  const auto bins = static_cast<std::int64_t>(voice::kFilterBins);
  torch::Tensor matrix = torch::zeros({bands, bins});
  const double band_mels = mel_of(voice::kAnalysisRateHz / 2.0) / static_cast<double>(bands + 1);
  for (std::int64_t bin = 0; bin < bins; ++bin) {
    const double hz = static_cast<double>(bin) * voice::kAnalysisRateHz / static_cast<double>(kWindow);
    const double place = std::clamp(mel_of(hz) / band_mels - 1.0, 0.0, static_cast<double>(bands - 1));
    const auto below = std::min(static_cast<std::int64_t>(place), bands - 2);
    const double share = place - static_cast<double>(below);
    matrix[below][bin] = 0.5 * (1.0 - share);
    matrix[below + 1][bin] = 0.5 * share;
  }
  return matrix;
}

torch::Tensor hann() {
  static const torch::Tensor window = torch::hann_window(kWindow);
  return window;
}

/// [clips, samples] → [clips, frames, bins], complex.
torch::Tensor spectra(const torch::Tensor& samples) {
  const std::int64_t side = (kWindow - kHop) / 2;
  const torch::Tensor padded = F::pad(samples, F::PadFuncOptions({side, side}));
  return torch::fft_rfft(padded.unfold(1, kWindow, kHop) * hann());
}

/// The opposite of unfold: [clips, frames, window] → [clips, samples].
torch::Tensor overlapped(const torch::Tensor& frames) {
  const std::int64_t side = (kWindow - kHop) / 2;
  const std::int64_t length = (frames.size(1) - 1) * kHop + kWindow;
  const auto options = F::FoldFuncOptions({1, length}, {1, kWindow}).stride({1, kHop});
  return F::fold(frames.transpose(1, 2), options).view({frames.size(0), length}).slice(1, side, length - side);
}

torch::Tensor magnitudes(const torch::Tensor& samples, std::int64_t window_length) {
  const torch::Tensor window = torch::hann_window(window_length);
  const torch::Tensor spectrum =
      torch::stft(samples, window_length, window_length / 4, window_length, window, true, "reflect", false, true, true);
  const torch::Tensor parts = torch::view_as_real(spectrum) / torch::sqrt(window.square().sum());
  return torch::sqrt(parts.square().sum(-1) + kQuietestPower);
}

}  // namespace

ConvNextBlockImpl::ConvNextBlockImpl(std::int64_t channels, std::int64_t expansion)
    : along(register_module("along", same_conv(channels, channels, channels))),
      norm(register_module("norm", layer_norm(channels))),
      expand(register_module("expand", torch::nn::Linear(channels, expansion * channels))),
      contract(register_module("contract", torch::nn::Linear(expansion * channels, channels))),
      scale(register_parameter("scale", torch::full({channels}, kFirstScale))) {}

torch::Tensor ConvNextBlockImpl::forward(const torch::Tensor& x) {
  return x + scale * contract(torch::gelu(expand(norm(along_time(along, x)))));
}

VocoderNetImpl::VocoderNetImpl(const VocoderNetOptions& o)
    : stem(register_module("stem", same_conv(static_cast<std::int64_t>(voice::kVocoderInputs), o.channels, 1))),
      stem_norm(register_module("stem_norm", layer_norm(o.channels))),
      blocks(register_module("blocks", torch::nn::ModuleList())),
      last_norm(register_module("last_norm", layer_norm(o.channels))),
      head(register_module("head", torch::nn::Linear(o.channels, static_cast<std::int64_t>(voice::kFilterValues)))),
      mel_to_bins(register_buffer("mel_to_bins", bands_to_bins())) {
  for (std::int64_t i = 0; i < o.blocks; ++i) blocks->push_back(ConvNextBlock(o.channels, o.expansion));
  const torch::NoGradGuard no_gradients;
  head->weight.mul_(0.1);
  head->bias.zero_();
  head->bias.slice(0, 2 * static_cast<std::int64_t>(voice::kFilterBins)).fill_(kFirstNoiseLogGain);
}

torch::Tensor VocoderNetImpl::forward(const torch::Tensor& inputs) {
  torch::Tensor x = stem_norm(along_time(stem, inputs));
  for (const auto& block : *blocks) x = block->as<ConvNextBlockImpl>()->forward(x);
  const torch::Tensor change = head(last_norm(x)).to(torch::kFloat);
  const auto bands = static_cast<std::int64_t>(voice::kMelBands);
  const torch::Tensor log_mel = inputs.slice(2, 0, bands).to(torch::kFloat) * voice::kMelSpread - voice::kMelShift;
  const torch::Tensor envelope = torch::matmul(log_mel, mel_to_bins);
  const auto parts = change.chunk(3, 2);
  return torch::cat({parts[0] + envelope, parts[1], parts[2] + envelope}, 2);
}

torch::Tensor vocoder_inputs(const VocoderBatch& batch) {
  const torch::Tensor mel = (batch.log_mel + voice::kMelShift) / voice::kMelSpread;
  return torch::cat({mel, batch.log_f0.unsqueeze(2), batch.voiced.unsqueeze(2)}, 2);
}

torch::Tensor filtered(const torch::Tensor& pulses, const torch::Tensor& noise, const torch::Tensor& filters) {
  const auto parts = filters.chunk(3, 2);
  const auto gain = [](const torch::Tensor& log_gain) {
    return torch::exp(torch::clamp(log_gain, -voice::kLargestLogGain, voice::kLargestLogGain));
  };
  const torch::Tensor pulse_filter = torch::polar(gain(parts[0]), parts[1]);
  const torch::Tensor spectrum = spectra(pulses) * pulse_filter + spectra(noise) * gain(parts[2]);
  const torch::Tensor frames = torch::fft_irfft(spectrum, kWindow) * hann();
  const torch::Tensor weights = overlapped(hann().square().expand({1, filters.size(1), kWindow}).contiguous());
  return overlapped(frames) / torch::clamp_min(weights, 1e-6);
}

torch::Tensor spectral_loss(const torch::Tensor& made, const torch::Tensor& recorded) {
  torch::Tensor loss = torch::zeros({});
  for (const std::int64_t window : kLossWindows) {
    const torch::Tensor ours = magnitudes(made, window);
    const torch::Tensor theirs = magnitudes(recorded, window);
    const torch::Tensor missed = (ours - theirs).square().sum({1, 2}).sqrt() / theirs.square().sum({1, 2}).sqrt();
    loss = loss + missed.mean() + (torch::log(ours) - torch::log(theirs)).abs().mean();
  }
  return loss / static_cast<double>(kLossWindows.size());
}

}  // namespace timbre::train
