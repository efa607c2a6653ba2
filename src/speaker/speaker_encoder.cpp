#include "speaker/speaker_encoder.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/sha256.h"

namespace timbre::speaker {
namespace {

constexpr std::uintmax_t kLargestCardBytes = 1U << 20U;
constexpr std::uintmax_t kLargestNetworkBytes = 64U << 20U;
constexpr double kQuietestDb = 40.0;

std::size_t frames_in(double seconds, const dsp::LogMelOptions& options) {
  return static_cast<std::size_t>(std::lround(seconds / options.hop_s));
}

/// Frames whose mean log power is within 40 dB of the loudest's and above digital silence.
std::size_t frames_with_sound(std::span<const float> frames, std::size_t band_count) {
  std::vector<double> levels;
  for (std::size_t f = 0; f + band_count <= frames.size(); f += band_count) {
    double sum = 0.0;
    for (std::size_t b = 0; b < band_count; ++b) sum += frames[f + b];
    levels.push_back(sum / static_cast<double>(band_count));
  }
  if (levels.empty()) return 0;
  const double loudest = *std::max_element(levels.begin(), levels.end());
  const double floor = std::max(loudest - kQuietestDb / 10.0 * std::log(10.0), std::log(dsp::kLogMelFloor) + 0.1);
  return static_cast<std::size_t>(std::count_if(levels.begin(), levels.end(), [&](double l) { return l > floor; }));
}

void scale_to_unit(std::vector<double>& values) {
  double square = 0.0;
  for (const double v : values) square += v * v;
  for (double& v : values) v /= std::sqrt(std::max(square, 1e-30));
}

Error too_little(double seconds) {
  char text[160];
  std::snprintf(
      text, sizeof text,
      "there is %.1f s of sound, and telling who speaks takes at least %.0f s: record or choose a longer clip", seconds,
      kShortestSpeechS);
  return {ErrorKind::InvalidInput, text};
}

}  // namespace

Result<std::shared_ptr<const SpeakerEncoder>> SpeakerEncoder::open(const std::filesystem::path& folder,
                                                                   FileSystem& disk) {
  TRY(const std::string text, disk.read(folder / "speaker-encoder.json", kLargestCardBytes));
  TRY(EncoderCard card, parse_encoder_card(text));
  const auto path = folder / "speaker-encoder.onnx";
  TRY(const std::string bytes, disk.read(path, kLargestNetworkBytes));
  if (sha256_hex(bytes) != card.sha256) {
    return Error{ErrorKind::Corrupt, "'" + path.string() + "' is not the network its card describes; install it again"};
  }
  if (!card.cohort_sha256.empty()) {
    const auto cohort_path = folder / "speaker-cohort.bin";
    TRY(const std::string cohort, disk.read(cohort_path, kLargestNetworkBytes));
    if (sha256_hex(cohort) != card.cohort_sha256) {
      return Error{ErrorKind::Corrupt,
                   "'" + cohort_path.string() + "' is not the cohort its card describes; install it again"};
    }
    TRY(card.cohort, Cohort::parse(cohort, card.embedding_size));
  }
  TRY(auto network, nn::OnnxSession::from_bytes(bytes, card.name));
  return std::shared_ptr<const SpeakerEncoder>(std::make_shared<SpeakerEncoder>(std::move(network), std::move(card)));
}

SpeakerEncoder::SpeakerEncoder(std::shared_ptr<const nn::OnnxSession> network, EncoderCard card)
    : network_(std::move(network)), card_(std::move(card)) {}

Result<Embedding> SpeakerEncoder::embed(const audio::AudioView& sound) const {
  // Not owned: the listener is gone before this encoder can be.
  SpeakerListener listener(std::shared_ptr<const SpeakerEncoder>(std::shared_ptr<void>(), this),
                           sound.sample_rate_hz());
  listener.push(sound);
  return listener.finish();
}

Result<Embedding> SpeakerEncoder::embed_window(std::span<const float> frames) const {
  const std::size_t bands = card_.features.band_count;
  const std::size_t count = frames.size() / bands;
  std::vector<float> normalised(frames.begin(), frames.end());
  dsp::normalise_bands(normalised, bands);
  nn::Tensor tensor = nn::zeros({1, static_cast<std::int64_t>(bands), static_cast<std::int64_t>(count)});
  auto& values = std::get<std::vector<float>>(tensor.values);
  for (std::size_t f = 0; f < count; ++f) {
    for (std::size_t b = 0; b < bands; ++b) values[b * count + f] = normalised[f * bands + b];
  }
  const std::vector<nn::NamedTensor> inputs{{"features", std::move(tensor)}};
  TRY(const auto outputs, network_->run(inputs));
  const std::vector<float>* floats = outputs.empty() ? nullptr : outputs.front().tensor.floats();
  if (floats == nullptr || floats->size() != card_.embedding_size) {
    return Error{ErrorKind::Corrupt, "the speaker encoder '" + card_.name + "' does not give " +
                                         std::to_string(card_.embedding_size) + " numbers"};
  }
  return *floats;
}

SpeakerListener::SpeakerListener(std::shared_ptr<const SpeakerEncoder> encoder, int sample_rate_hz)
    : encoder_(std::move(encoder)),
      resampler_(std::make_unique<dsp::StreamResampler>(sample_rate_hz, encoder_->card().features.sample_rate_hz,
                                                        dsp::ResampleQuality::Analysis)),
      mels_(std::make_unique<dsp::LogMelMeter>(encoder_->card().features)) {}

void SpeakerListener::push(const audio::AudioView& block) {
  std::vector<float> mean(block.frame_count(), 0.0F);
  for (int c = 0; c < block.channel_count(); ++c) {
    const auto channel = block.channel(c);
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += channel[i] / static_cast<float>(block.channel_count());
  }
  for (const float x : mean) is_finite_ = is_finite_ && std::isfinite(x);
  if (!is_finite_) return;
  resampler_->push(mean, [this](std::span<const float> samples) { mels_->push(samples); });
}

Result<Embedding> SpeakerListener::finish() {
  if (!is_finite_)
    return Error{ErrorKind::InvalidInput, "the sound holds samples that are no numbers; record it again"};
  resampler_->finish([this](std::span<const float> samples) { mels_->push(samples); });
  const dsp::LogMelOptions& options = encoder_->card().features;
  const std::size_t bands = options.band_count;
  const std::span<const float> frames(mels_->frames());
  const double sound_s = static_cast<double>(frames_with_sound(frames, bands)) * options.hop_s;
  if (sound_s < kShortestSpeechS) return too_little(sound_s);

  const std::size_t window = frames_in(kWindowS, options);
  const std::size_t shortest_rest = frames_in(kShortestRestS, options);
  std::vector<double> sum(encoder_->card().embedding_size, 0.0);
  for (std::size_t first = 0; first < mels_->frame_count(); first += window) {
    const std::size_t count = std::min(window, mels_->frame_count() - first);
    if (first > 0 && count < shortest_rest) break;
    TRY(const Embedding part, encoder_->embed_window(frames.subspan(first * bands, count * bands)));
    std::vector<double> unit(part.begin(), part.end());
    scale_to_unit(unit);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += unit[i] * static_cast<double>(count);
  }
  scale_to_unit(sum);
  return Embedding(sum.begin(), sum.end());
}

std::filesystem::path shipped_models_folder() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "models";
}

}  // namespace timbre::speaker
