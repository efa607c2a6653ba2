#include "cloud/sample_stream.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "audio/codec/wav_samples.h"

namespace timbre::cloud {

SampleStream::SampleStream(SampleForm form, SampleTaker taker)
    : form_(form),
      taker_(std::move(taker)),
      frame_bytes_(static_cast<std::size_t>(audio::bytes_per_sample(form.encoding) * form.format.channel_count)) {}

double SampleStream::duration_s() const { return static_cast<double>(frame_count_) / form_.format.sample_rate_hz; }

Result<void> SampleStream::push(std::string_view bytes) {
  if (form_.promised_bytes) bytes = bytes.substr(0, *form_.promised_bytes - taken_bytes_);
  taken_bytes_ += bytes.size();
  if (!rest_.empty()) {
    const std::size_t missing = std::min(frame_bytes_ - rest_.size(), bytes.size());
    rest_.append(bytes.substr(0, missing));
    bytes.remove_prefix(missing);
    if (rest_.size() < frame_bytes_) return {};
    const std::string frame = std::exchange(rest_, {});
    TRY_VOID(hand_over(frame));
  }
  const std::size_t whole = bytes.size() - bytes.size() % frame_bytes_;
  rest_ = bytes.substr(whole);
  return hand_over(bytes.substr(0, whole));
}

Result<void> SampleStream::hand_over(std::string_view whole_frames) {
  if (whole_frames.empty()) return {};
  const auto channels = static_cast<std::size_t>(form_.format.channel_count);
  const std::size_t frames = whole_frames.size() / frame_bytes_;
  samples_.resize(frames * channels);
  audio::convert_wav_samples(form_.encoding, std::as_bytes(std::span(whole_frames)), samples_);
  for (std::size_t frame = 0; frame < frames; ++frame) {
    double sum = 0;
    for (std::size_t channel = 0; channel < channels; ++channel) sum += samples_[frame * channels + channel];
    const auto mean = static_cast<float>(sum / static_cast<double>(channels));
    if (!std::isfinite(mean)) return Error{ErrorKind::Corrupt, "the sound holds samples that are no numbers"};
    peak_ = std::max(peak_, std::abs(mean));
    samples_[frame] = mean;
  }
  frame_count_ += frames;
  return taker_(form_.format.sample_rate_hz, std::span(samples_).first(frames));
}

Result<void> SampleStream::finish() const {
  if (!rest_.empty()) return Error{ErrorKind::Corrupt, "the sound is cut off inside a sample"};
  if (form_.promised_bytes && taken_bytes_ < *form_.promised_bytes) {
    return Error{ErrorKind::Corrupt, "the sound is cut off: " + std::to_string(*form_.promised_bytes) +
                                         " bytes were promised and " + std::to_string(taken_bytes_) + " came"};
  }
  return {};
}

}  // namespace timbre::cloud
