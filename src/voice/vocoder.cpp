#include "voice/vocoder.h"

#include <algorithm>

#include "voice/network_file.h"
#include "voice/vocoder_input.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kFramesAtOnce = 25;  // of a stream: 0.25 s, so that the context costs less than the frames

void drop_first(VoiceFrames& frames, std::size_t count) {
  frames.log_mel.erase(frames.log_mel.begin(), frames.log_mel.begin() + static_cast<std::ptrdiff_t>(count * kMelBands));
  frames.f0_hz.erase(frames.f0_hz.begin(), frames.f0_hz.begin() + static_cast<std::ptrdiff_t>(count));
}

VoiceFrames first_of(const VoiceFrames& frames, std::size_t count) {
  return {{frames.log_mel.begin(), frames.log_mel.begin() + static_cast<std::ptrdiff_t>(count * kMelBands)},
          {frames.f0_hz.begin(), frames.f0_hz.begin() + static_cast<std::ptrdiff_t>(count)}};
}

Result<void> check(const VoiceFrames& frames) {
  if (frames.log_mel.size() == frames.count() * kMelBands) return {};
  return Error{ErrorKind::InvalidInput, "there are " + std::to_string(frames.count()) + " frames of pitch and " +
                                            std::to_string(frames.log_mel.size()) + " numbers of spectrum; " +
                                            std::to_string(kMelBands) + " a frame belong together"};
}

}  // namespace

Result<std::shared_ptr<const Vocoder>> Vocoder::open(const std::filesystem::path& folder, FileSystem& disk) {
  const auto path = folder / "vocoder.json";
  TRY(const Json card, read_card(path, disk));
  TRY(const std::string name, card_text(card, "name", path));
  TRY(const std::string sum, card_text(card, "sha256", path));
  TRY(auto network, open_network(folder / "vocoder.onnx", sum, name, disk));
  return std::make_shared<const Vocoder>(std::move(network));
}

Result<std::vector<float>> Vocoder::filters(const VoiceFrames& frames) const {
  const std::size_t count = frames.count();
  nn::Tensor tensor = nn::zeros({1, static_cast<std::int64_t>(count), static_cast<std::int64_t>(kVocoderInputs)});
  auto& values = std::get<std::vector<float>>(tensor.values);
  for (std::size_t f = 0; f < count; ++f) {
    float* into = values.data() + f * kVocoderInputs;
    for (std::size_t b = 0; b < kMelBands; ++b) into[b] = (frames.log_mel[f * kMelBands + b] + kMelShift) / kMelSpread;
    into[kMelBands] = vocoder_log_f0(frames.f0_hz[f]);
    into[kMelBands + 1] = frames.f0_hz[f] > 0.0F ? 1.0F : 0.0F;
  }
  const std::vector<nn::NamedTensor> inputs{{"frames", std::move(tensor)}};
  TRY(auto outputs, network_->run(inputs));
  const std::vector<float>* made = outputs.empty() ? nullptr : outputs.front().tensor.floats();
  if (made == nullptr || made->size() != count * kFilterValues) {
    return Error{ErrorKind::Corrupt,
                 "'" + network_->name() + "' is no vocoder of this Timbre; install its models again"};
  }
  return *made;
}

Result<std::vector<float>> Vocoder::speak(const VoiceFrames& frames, const VocoderOptions& options) const {
  TRY_VOID(check(frames));
  if (frames.count() == 0) return Error{ErrorKind::InvalidInput, "there are no frames to make sound of"};
  if (options.rate_hz < kAnalysisRateHz || options.rate_hz > 48000 || options.rate_hz % kFramesPerSecond != 0) {
    return Error{ErrorKind::InvalidInput, "the rate " + std::to_string(options.rate_hz) +
                                              " Hz cannot be made; choose a multiple of 100 from 16000 to 48000"};
  }
  TRY(const auto made, filters(frames));
  SourceFilter filter(options.rate_hz, options.seed, options.high_band);
  std::vector<float> sound = filter.push(frames.f0_hz, made);
  const std::vector<float> rest = filter.finish();
  sound.insert(sound.end(), rest.begin(), rest.end());
  return sound;
}

VocoderStream::VocoderStream(std::shared_ptr<const Vocoder> vocoder, const VocoderOptions& options)
    : vocoder_(std::move(vocoder)), filter_(options.rate_hz, options.seed, options.high_band) {}

Result<std::vector<float>> VocoderStream::push(const VoiceFrames& frames) {
  TRY_VOID(check(frames));
  held_.log_mel.insert(held_.log_mel.end(), frames.log_mel.begin(), frames.log_mel.end());
  held_.f0_hz.insert(held_.f0_hz.end(), frames.f0_hz.begin(), frames.f0_hz.end());
  return speak_ready(false);
}

Result<std::vector<float>> VocoderStream::finish() {
  TRY(auto sound, speak_ready(true));
  const std::vector<float> rest = filter_.finish();
  sound.insert(sound.end(), rest.begin(), rest.end());
  return sound;
}

Result<std::vector<float>> VocoderStream::speak_ready(bool is_end) {
  std::vector<float> sound;
  for (;;) {
    const std::size_t fresh = held_.count() - before_;
    const bool is_last = is_end && fresh <= kFramesAtOnce + kVocoderContext;
    if (fresh == 0 || (!is_last && fresh < kFramesAtOnce + kVocoderContext)) return sound;
    const std::size_t speaking = is_last ? fresh : kFramesAtOnce;
    const VoiceFrames seen = is_last ? held_ : first_of(held_, before_ + speaking + kVocoderContext);
    TRY(const auto made, vocoder_->filters(seen));
    const std::span<const float> f0(held_.f0_hz.data() + before_, speaking);
    const auto part =
        filter_.push(f0, std::span<const float>(made).subspan(before_ * kFilterValues, speaking * kFilterValues));
    sound.insert(sound.end(), part.begin(), part.end());
    before_ += speaking;
    const std::size_t too_many = before_ - std::min(before_, kVocoderContext);
    drop_first(held_, too_many);
    before_ -= too_many;
    if (is_last) return sound;
  }
}

}  // namespace timbre::voice
