#include "train/acoustic_data.h"

#include <algorithm>
#include <cmath>

#include "voice/phone_rows.h"
#include "voice/vocoder_input.h"

namespace timbre::train {
namespace {

constexpr std::size_t kWatchedCrops = 32;
constexpr std::size_t kMostReferences = 4;
/// Phones to either side of a crop that its own are heard beside.
constexpr std::size_t kPhonesAround = 8;
/// How often a network must do without the embedding, or without the mels, and how inexact both are: what is known of
/// a new voice is inexact too.
constexpr double kWithoutShare = 0.08;
constexpr double kEmbeddingNoise = 0.02;

torch::Tensor zeros(std::initializer_list<std::int64_t> shape) { return torch::zeros(shape); }

void blur(voice::SpeakerProfile& profile, Random& random) {
  double square = 0.0;
  for (float& value : profile.embedding) {
    value += static_cast<float>(kEmbeddingNoise * random.normal());
    square += static_cast<double>(value * value);
  }
  for (float& value : profile.embedding) value /= static_cast<float>(std::sqrt(square));
  if (random.uniform() < kWithoutShare) std::fill(profile.embedding.begin(), profile.embedding.end(), 0.0F);
  if (random.uniform() < kWithoutShare) {
    profile.traits.voiced_mel.fill(-voice::kMelShift);
    profile.traits.unvoiced_mel.fill(-voice::kMelShift);
  }
}

}  // namespace

AcousticBatches::AcousticBatches(const std::vector<AcousticRecording>& recordings, const AcousticConfig& config)
    : recordings_(recordings), config_(config), draw_(shares_of(config.corpora)) {
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    of_speaker_.resize(std::max(of_speaker_.size(), recordings[i].speaker + 1));
    of_speaker_[recordings[i].speaker].push_back(i);
    if (!recordings[i].is_dev) draw_.add(recordings[i].corpus, i, recordings[i].frame_count());
  }
}

AcousticBatches::Crop AcousticBatches::draw(Random& random) const {
  Crop crop = crop_of(recordings_[draw_.draw(random)], random);
  blur(crop.speaker, random);
  return crop;
}

AcousticBatches::Crop AcousticBatches::crop_of(const AcousticRecording& recording, Random& random) const {
  const auto length = static_cast<std::size_t>(config_.crop_frame_count);
  const std::size_t spare = recording.frame_count() - std::min(recording.frame_count(), length);
  const std::size_t first = random.next() % (spare + 1);
  voice::SpeakerProfile speaker = reference(recording, first, random);
  speaker::Embedding embedding = speaker.embedding;
  return {&recording, first, std::move(speaker), std::move(embedding)};
}

voice::SpeakerProfile AcousticBatches::reference(const AcousticRecording& recording, std::size_t first_frame,
                                                 Random& random) const {
  const std::size_t end_frame = first_frame + static_cast<std::size_t>(config_.crop_frame_count);
  std::vector<const VoicePiece*> choices;
  for (const std::size_t i : of_speaker_[recording.speaker]) {
    for (const VoicePiece& piece : recordings_[i].pieces) {
      const bool is_apart =
          &recordings_[i] != &recording || piece.end_frame <= first_frame || piece.first_frame >= end_frame;
      if (is_apart) choices.push_back(&piece);
    }
  }
  if (choices.empty()) choices.push_back(&recording.pieces[random.next() % recording.pieces.size()]);
  const std::size_t wanted = 1 + random.next() % kMostReferences;
  std::vector<voice::SpeechTraits> traits;
  speaker::Embedding sum(choices.front()->profile.embedding.size(), 0.0F);
  for (std::size_t i = 0; i < wanted; ++i) {
    const VoicePiece& piece = *choices[random.next() % choices.size()];
    traits.push_back(piece.profile.traits);
    for (std::size_t v = 0; v < sum.size(); ++v) sum[v] += piece.profile.embedding[v];
  }
  double square = 0.0;
  for (const float value : sum) square += static_cast<double>(value * value);
  for (float& value : sum) value /= static_cast<float>(std::sqrt(std::max(square, 1e-12)));
  return {std::move(sum), voice::mean_of(traits)};
}

namespace {

/// Which phones a crop shows, and which around them.
struct Span {
  std::size_t first_phone = 0;
  std::size_t end_phone = 0;
};

Span phones_around(const AcousticRecording& r, std::size_t first_frame, std::size_t end_frame) {
  const std::size_t count = r.trusts.size();
  std::size_t first = 0;
  while (first + 1 < count && r.starts[first + 1] <= first_frame) ++first;
  std::size_t end = first + 1;
  while (end < count && r.starts[end] < end_frame) ++end;
  return {first - std::min(first, kPhonesAround), std::min(count, end + kPhonesAround)};
}

/// Into clip `c` of a batch.
void write_phones(const AcousticRecording& r, const Span& span, std::int64_t c, AcousticBatch& b) {
  constexpr auto kInputs = static_cast<std::int64_t>(voice::kPhoneInputs);
  for (std::size_t p = span.first_phone; p < span.end_phone; ++p) {
    const std::int64_t at = c * b.phones.size(1) + static_cast<std::int64_t>(p - span.first_phone);
    const float* row = r.phone_rows.data() + p * voice::kPhoneInputs;
    std::copy_n(row, voice::kPhoneInputs, b.phones.data_ptr<float>() + at * kInputs);
    b.durations.data_ptr<float>()[at] = std::log(1.0F + static_cast<float>(r.starts[p + 1] - r.starts[p]));
    // How long somebody waited before the first word and after the last says nothing of how they speak.
    b.phone_mask.data_ptr<float>()[at] = p == 0 || p + 1 == r.trusts.size() ? 0.0F : r.trusts[p];
  }
}

/// The same, from `first_frame` on; `middle` is ln of the speaker's median F0.
void write_frames(const AcousticRecording& r, std::size_t first_frame, std::size_t first_phone, float middle,
                  std::int64_t c, AcousticBatch& b) {
  constexpr auto kBands = static_cast<std::int64_t>(voice::kMelBands);
  constexpr auto kPlaces = static_cast<std::int64_t>(voice::kFramePlaces);
  std::size_t p = first_phone;
  for (std::int64_t f = 0; f < b.mel.size(1); ++f) {
    const std::size_t frame = first_frame + static_cast<std::size_t>(f);
    if (frame >= r.frame_count()) break;
    while (p + 1 < r.trusts.size() && r.starts[p + 1] <= frame) ++p;
    const std::int64_t at = c * b.mel.size(1) + f;
    b.places.data_ptr<std::int64_t>()[at] = static_cast<std::int64_t>(p - first_phone);
    voice::write_frame_place(frame - r.starts[p], r.starts[p + 1] - r.starts[p],
                             b.in_phone.data_ptr<float>() + at * kPlaces);
    float* prosody = b.prosody.data_ptr<float>() + at * 3;
    float* source = b.source.data_ptr<float>() + at * 3;
    prosody[0] = r.log_f0[frame] - middle;
    source[0] = r.log_f0[frame] - std::log(voice::kMiddleF0Hz);
    prosody[1] = source[1] = r.voiced[frame];
    prosody[2] = source[2] = r.energy[frame];
    std::copy_n(r.mel.data() + frame * voice::kMelBands, voice::kMelBands, b.mel.data_ptr<float>() + at * kBands);
    b.frame_mask.data_ptr<float>()[at] = r.trusts[p];
  }
}

}  // namespace

AcousticBatch AcousticBatches::make(const std::vector<Crop>& crops) const {
  const auto clips = static_cast<std::int64_t>(crops.size());
  const std::int64_t frames = config_.crop_frame_count;
  constexpr auto kBands = static_cast<std::int64_t>(voice::kMelBands);
  std::vector<Span> spans;
  std::size_t most = 1;
  for (const Crop& crop : crops) {
    spans.push_back(
        phones_around(*crop.recording, crop.first_frame, crop.first_frame + static_cast<std::size_t>(frames)));
    most = std::max(most, spans.back().end_phone - spans.back().first_phone);
  }
  const auto phones = static_cast<std::int64_t>(most);
  const auto speaker_size = static_cast<std::int64_t>(crops.front().speaker.embedding.size() + voice::kTraitInputs);
  AcousticBatch b{zeros({clips, phones, static_cast<std::int64_t>(voice::kPhoneInputs)}),
                  zeros({clips, 1, speaker_size}),
                  zeros({clips, static_cast<std::int64_t>(crops.front().embedding.size())}),
                  zeros({clips, phones}),
                  zeros({clips, phones}),
                  torch::zeros({clips, frames}, torch::kLong),
                  zeros({clips, frames, static_cast<std::int64_t>(voice::kFramePlaces)}),
                  zeros({clips, frames, 3}),
                  zeros({clips, frames, 3}),
                  zeros({clips, frames, kBands}),
                  zeros({clips, frames}),
                  zeros({clips, 1, kBands})};
  for (std::int64_t c = 0; c < clips; ++c) {
    const Crop& crop = crops[static_cast<std::size_t>(c)];
    const AcousticRecording& r = *crop.recording;
    const auto speaker = voice::speaker_inputs(crop.speaker, r.floor);
    std::copy(speaker.begin(), speaker.end(), b.speaker.data_ptr<float>() + c * speaker_size);
    std::copy(crop.embedding.begin(), crop.embedding.end(), b.embedding.data_ptr<float>() + c * b.embedding.size(1));
    std::fill_n(b.band_mask.data_ptr<float>() + c * kBands, r.known_bands, 1.0F);
    write_phones(r, spans[static_cast<std::size_t>(c)], c, b);
    write_frames(r, crop.first_frame, spans[static_cast<std::size_t>(c)].first_phone,
                 std::log(crop.speaker.traits.f0_median_hz), c, b);
  }
  return b;
}

AcousticBatch first_clips(const AcousticBatch& batch, std::int64_t count) {
  AcousticBatch first = batch;
  for (torch::Tensor* part :
       {&first.phones, &first.speaker, &first.embedding, &first.durations, &first.phone_mask, &first.places,
        &first.in_phone, &first.prosody, &first.source, &first.mel, &first.frame_mask, &first.band_mask}) {
    *part = part->slice(0, 0, count);
  }
  return first;
}

torch::Tensor recorded_frames(const AcousticBatch& batch) { return (batch.mel.abs().sum(2) > 0.0).to(torch::kFloat); }

AcousticBatch with_blended_speakers(const AcousticBatch& batch, Random& random) {
  const std::int64_t clips = batch.speaker.size(0);
  const std::int64_t size = batch.embedding.size(1);
  std::vector<float> shares;
  for (std::int64_t i = 0; i < clips; ++i) {
    shares.push_back(random.uniform() < 0.5 ? 0.0F : static_cast<float>(random.uniform()));
  }
  const auto by =
      1 + static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(std::max<std::int64_t>(1, clips - 1)));
  const torch::Tensor own = torch::tensor(shares).view({clips, 1, 1});
  AcousticBatch blended = batch;
  blended.speaker = own * batch.speaker + (1.0 - own) * batch.speaker.roll(by, 0);
  // How noisy the room is belongs to the recording.
  blended.speaker.select(2, size + 3).copy_(batch.speaker.select(2, size + 3));
  const torch::Tensor embedding =
      own.squeeze(2) * batch.embedding + (1.0 - own.squeeze(2)) * batch.embedding.roll(by, 0);
  blended.embedding = embedding / torch::clamp_min(embedding.square().sum(1, true).sqrt(), 1e-3);
  const torch::Tensor told = blended.speaker.slice(2, 0, size);
  const torch::Tensor length = batch.speaker.slice(2, 0, size).square().sum(2, true).sqrt();
  blended.speaker.slice(2, 0, size).copy_(told * length / torch::clamp_min(told.square().sum(2, true).sqrt(), 1e-3));
  // speaker_inputs() gives twice ln F0.
  const torch::Tensor higher = 0.5 * (blended.speaker.select(2, size) - batch.speaker.select(2, size));
  blended.source = batch.source.clone();
  blended.source.select(2, 0).add_(higher);
  return blended;
}

AcousticBatch AcousticBatches::batch(std::int64_t step) const {
  SeededRandom random(config_.seed * 7'919 + static_cast<std::uint64_t>(step));
  std::vector<Crop> crops;
  for (std::int64_t i = 0; i < config_.clips_per_step; ++i) crops.push_back(draw(random));
  return make(crops);
}

AcousticBatch AcousticBatches::watched() const {
  SeededRandom random(config_.seed);
  std::vector<const AcousticRecording*> dev;
  for (const auto& recording : recordings_) {
    if (recording.is_dev) dev.push_back(&recording);
  }
  std::vector<Crop> crops;
  for (std::size_t i = 0; !dev.empty() && i < kWatchedCrops; ++i) {
    crops.push_back(crop_of(*dev[random.next() % dev.size()], random));
  }
  return crops.empty() ? AcousticBatch{} : make(crops);
}

}  // namespace timbre::train
