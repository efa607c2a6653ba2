#include "train/speaker_batches.h"

#include <algorithm>

namespace timbre::train {
namespace {

constexpr std::size_t kLargestBandMask = 10;
constexpr std::size_t kLargestTimeMask = 25;
constexpr std::int64_t kLengthStep = 20;  // lengths of crops differ by so many frames: few shapes, each prepared once

std::size_t below(std::size_t limit, Random& random) { return limit == 0 ? 0 : random.next() % limit; }

/// One mask over bands and one over frames, each of a random width from none on. 0 is the mean of a normalised band.
void mask(float* frames, std::size_t frame_count, std::size_t band_count, Random& random) {
  const std::size_t bands = below(std::min(kLargestBandMask, band_count / 4) + 1, random);
  const std::size_t first_band = below(band_count - bands + 1, random);
  const std::size_t times = below(std::min(kLargestTimeMask, frame_count / 4) + 1, random);
  const std::size_t first_time = below(frame_count - times + 1, random);
  for (std::size_t f = 0; f < frame_count; ++f) {
    const bool is_all = f >= first_time && f < first_time + times;
    float* frame = frames + f * band_count;
    std::fill_n(is_all ? frame : frame + first_band, is_all ? band_count : bands, 0.0F);
  }
}

}  // namespace

SpeakerBatches::SpeakerBatches(const FeatureStore& store, const SpeakerConfig& config)
    : store_(store), config_(config) {
  for (std::uint32_t i = 0; i < store.clips().size(); ++i) {
    const StoredClip& clip = store.clips()[i];
    if (clip.is_dev != 0 || clip.frame_count == 0) continue;
    if (clips_of_.size() <= clip.label) clips_of_.resize(clip.label + 1);
    clips_of_[clip.label].push_back(i);
  }
}

std::int64_t SpeakerBatches::crop_length(Random& random) const {
  const std::int64_t more = config_.longest_crop_frame_count - config_.crop_frame_count;
  if (more <= 0) return config_.crop_frame_count;
  const auto choices = static_cast<std::size_t>(more / kLengthStep + 1);
  return config_.crop_frame_count + kLengthStep * static_cast<std::int64_t>(below(choices, random));
}

void SpeakerBatches::fill_clip(std::uint32_t label, std::span<float> crop, Random& random) const {
  const std::size_t bands = config_.features.band_count;
  const std::size_t wanted = crop.size() / bands;
  float* into = crop.data();
  const auto& clips = clips_of_[label];
  for (std::size_t have = 0; have < wanted;) {
    const StoredClip& clip = store_.clips()[clips[below(clips.size(), random)]];
    const std::size_t count = std::min<std::size_t>(clip.frame_count, wanted - have);
    const std::size_t first = below(clip.frame_count - count + 1, random);
    const auto frames = store_.frames(clip).subspan(first * bands, count * bands);
    std::transform(frames.begin(), frames.end(), into + have * bands, loaded_log_mel);
    have += count;
  }
  dsp::normalise_bands(crop, bands);
  mask(into, wanted, bands, random);
}

SpeakerBatch SpeakerBatches::batch(std::int64_t step) const {
  SeededRandom random(config_.seed * 7'919 + static_cast<std::uint64_t>(step));
  const auto bands = static_cast<std::int64_t>(config_.features.band_count);
  const std::int64_t clips = config_.clips_per_step;
  const std::int64_t length = crop_length(random);
  const torch::Tensor frames = torch::empty({clips, length, bands});
  const torch::Tensor labels = torch::empty({clips}, torch::kInt64);
  for (std::int64_t i = 0; i < clips; ++i) {
    auto label = static_cast<std::uint32_t>(below(clips_of_.size(), random));
    while (clips_of_[label].empty()) label = static_cast<std::uint32_t>(below(clips_of_.size(), random));
    labels.data_ptr<std::int64_t>()[i] = label;
    const std::int64_t size = length * bands;
    fill_clip(label, {frames.data_ptr<float>() + i * size, static_cast<std::size_t>(size)}, random);
  }
  return {frames.transpose(1, 2).contiguous(), labels};
}

torch::Tensor whole_clip(const FeatureStore& store, const StoredClip& clip, std::size_t band_count) {
  const auto frames = store.frames(clip);
  std::vector<float> values(frames.size());
  std::transform(frames.begin(), frames.end(), values.begin(), loaded_log_mel);
  dsp::normalise_bands(values, band_count);
  const torch::Tensor tensor = torch::from_blob(
      values.data(), {static_cast<std::int64_t>(clip.frame_count), static_cast<std::int64_t>(band_count)});
  return tensor.t().unsqueeze(0).contiguous();
}

}  // namespace timbre::train
