#include "train/acoustic_net.h"

#include "voice/phone_rows.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

namespace F = torch::nn::functional;

constexpr auto kPlaces = static_cast<std::int64_t>(voice::kFramePlaces);

/// What is easy to say well counts less than what is heard.
constexpr double kDurationWeight = 0.3;
constexpr double kPitchWeight = 1.0;
constexpr double kVoicingWeight = 0.1;
constexpr double kEnergyWeight = 0.3;
constexpr double kChangeWeight = 0.5;

torch::Tensor mean_over(const torch::Tensor& values, const torch::Tensor& mask) {
  return (values * mask).sum() / torch::clamp_min(mask.expand_as(values).sum(), 1.0);
}

torch::Tensor changes(const torch::Tensor& x) { return x.slice(1, 1) - x.slice(1, 0, -1); }

}  // namespace

AcousticNetImpl::AcousticNetImpl(const AcousticNetOptions& o, std::int64_t speaker_inputs)
    : phones(register_module(
          "phones", ConditionedNet(ConditionedNetOptions{.inputs = static_cast<std::int64_t>(voice::kPhoneInputs),
                                                         .outputs = o.encoded + 1,
                                                         .speaker_inputs = speaker_inputs,
                                                         .channels = o.phone_channels,
                                                         .blocks = o.phone_blocks}))),
      prosody(register_module("prosody", ConditionedNet(ConditionedNetOptions{.inputs = o.encoded + kPlaces,
                                                                              .outputs = kProsodyValues,
                                                                              .speaker_inputs = speaker_inputs,
                                                                              .channels = o.prosody_channels,
                                                                              .blocks = o.prosody_blocks}))),
      mel(register_module("mel",
                          ConditionedNet(ConditionedNetOptions{.inputs = o.encoded + kPlaces + kProsodyValues,
                                                               .outputs = static_cast<std::int64_t>(voice::kMelBands),
                                                               .speaker_inputs = speaker_inputs,
                                                               .channels = o.mel_channels,
                                                               .blocks = o.mel_blocks}))) {}

AcousticNetImpl::Guess AcousticNetImpl::forward(const AcousticBatch& batch) {
  const torch::Tensor told = phones(batch.phones, batch.speaker);
  const std::int64_t encoded = told.size(2) - 1;
  Guess guess;
  guess.durations = told.select(2, encoded);
  const torch::Tensor index = batch.places.unsqueeze(2).expand({-1, -1, encoded});
  const torch::Tensor frames = torch::cat({told.slice(2, 0, encoded).gather(1, index), batch.in_phone}, 2);
  guess.prosody = prosody(frames, batch.speaker);
  guess.mel = mel(torch::cat({frames, batch.source}, 2), batch.speaker);
  return guess;
}

torch::Tensor AcousticLosses::sum() const {
  return mel + kDurationWeight * duration + kPitchWeight * pitch + kVoicingWeight * voicing + kEnergyWeight * energy;
}

AcousticLosses acoustic_losses(const AcousticNetImpl::Guess& guess, const AcousticBatch& batch) {
  AcousticLosses losses;
  const torch::Tensor cells = batch.frame_mask.unsqueeze(2) * batch.band_mask;
  losses.mel = mean_over((guess.mel - batch.mel).abs(), cells) +
               kChangeWeight * mean_over((changes(guess.mel) - changes(batch.mel)).abs(), cells.slice(1, 1));
  const auto huber = F::HuberLossFuncOptions().reduction(torch::kNone).delta(0.5);
  losses.duration = mean_over(F::huber_loss(guess.durations, batch.durations, huber), batch.phone_mask);
  const torch::Tensor voiced = batch.prosody.select(2, 1);
  losses.pitch = mean_over((guess.prosody.select(2, 0) - batch.prosody.select(2, 0)).abs(), batch.frame_mask * voiced);
  const auto each = F::BinaryCrossEntropyWithLogitsFuncOptions().reduction(torch::kNone);
  losses.voicing =
      mean_over(F::binary_cross_entropy_with_logits(guess.prosody.select(2, 1), voiced, each), batch.frame_mask);
  losses.energy = mean_over((guess.prosody.select(2, 2) - batch.prosody.select(2, 2)).abs(), batch.frame_mask);
  return losses;
}

}  // namespace timbre::train
