#include "train/acoustic_trainer.h"

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "train/checkpoint.h"
#include "train/schedule.h"
#include "train/steps.h"
#include "voice/speaker_profile.h"

namespace timbre::train {
namespace {

constexpr double kLargestGradient = 1.0;
/// How much of the mean stays at each step, once there are enough of them.
constexpr double kMeanKept = 0.998;

NamedValues named(const AcousticLosses& losses, const std::string& prefix) {
  return {{prefix + "mel", losses.mel.item<double>()},
          {prefix + "duration", losses.duration.item<double>()},
          {prefix + "pitch", losses.pitch.item<double>()},
          {prefix + "voicing", losses.voicing.item<double>()},
          {prefix + "energy", losses.energy.item<double>()}};
}

}  // namespace

AcousticTrainer::AcousticTrainer(const std::vector<AcousticRecording>& recordings, const AcousticConfig& config)
    : config_(config), batches_(recordings, config) {
  torch::manual_seed(config.seed);
  const auto speaker_inputs =
      static_cast<std::int64_t>(recordings.front().pieces.front().profile.embedding.size() + voice::kTraitInputs);
  net_ = AcousticNet(config.net, speaker_inputs);
  mean_ = AcousticNet(config.net, speaker_inputs);
  judge_ = MelJudge(speaker_inputs);
  listener_ = MelListener(static_cast<std::int64_t>(recordings.front().pieces.front().profile.embedding.size()));
  std::vector<torch::Tensor> learning = net_->parameters();
  for (const auto& more : {judge_->parameters(), listener_->parameters()}) {
    learning.insert(learning.end(), more.begin(), more.end());
  }
  optimiser_ = make_adamw(learning, config.peak_rate, config.weight_decay);
}

AcousticTrainer::StepNews AcousticTrainer::step() {
  const Schedule schedule{
      .peak_rate = config_.peak_rate, .warm_up_steps = config_.warm_up_step_count, .step_count = config_.step_count};
  StepNews news;
  news.rate = schedule.rate_at(step_);
  set_rate(*optimiser_, news.rate);
  optimiser_->zero_grad();
  const AcousticBatch batch = batches_.batch(step_);
  AcousticNetImpl::Guess guess;
  {
    const HalfPrecision precision(config_.is_bfloat16);
    guess = net_->forward(batch);
  }
  const AcousticLosses losses = acoustic_losses(guess, batch);
  news.losses = named(losses, "");
  learn(losses, guess, batch, news);
  torch::nn::utils::clip_grad_norm_(net_->parameters(), kLargestGradient);
  optimiser_->step();
  ++step_;
  follow();
  return news;
}

void AcousticTrainer::learn(const AcousticLosses& losses, const AcousticNetImpl::Guess& guess,
                            const AcousticBatch& batch, StepNews& news) {
  if (config_.judge_from_step == 0 || step_ < config_.judge_from_step) {
    losses.sum().backward();
    return;
  }
  // Where nothing is to be learned the judge is shown the recording twice.
  const torch::Tensor cells = batch.frame_mask.unsqueeze(2) * batch.band_mask;
  const torch::Tensor shown = guess.mel * cells + batch.mel * (1.0 - cells);
  const HalfPrecision precision(config_.is_bfloat16);
  const auto recorded = judge_(batch.mel, batch.speaker);
  const torch::Tensor deceit = deceit_loss(judge_(shown, batch.speaker), recorded);
  torch::Tensor mistaken = mistaken_voice(listener_(shown, batch.frame_mask), batch.embedding);
  torch::Tensor blend_score = torch::ones({1});
  if (config_.is_blended) {
    SeededRandom random(config_.seed * 104'729 + static_cast<std::uint64_t>(step_));
    const AcousticBatch blended = with_blended_speakers(batch, random);
    const torch::Tensor said = net_->forward(blended).mel;
    mistaken = 0.5 * (mistaken + mistaken_voice(listener_(said, batch.frame_mask), blended.embedding));
    blend_score = judge_(said * cells + batch.mel * (1.0 - cells), blended.speaker).score;
  }
  const torch::Tensor doubted = (blend_score - 1.0).square().mean();
  (losses.sum() + config_.judge_weight * (deceit + doubted) + config_.voice_weight * mistaken).backward();
  judge_->zero_grad();
  listener_->zero_grad();
  const torch::Tensor found = judge_loss(recorded.score, judge_(shown.detach(), batch.speaker).score);
  const torch::Tensor misheard = mistaken_voice(listener_(batch.mel, batch.frame_mask), batch.embedding);
  (found + misheard).backward();
  torch::nn::utils::clip_grad_norm_(judge_->parameters(), kLargestGradient);
  torch::nn::utils::clip_grad_norm_(listener_->parameters(), kLargestGradient);
  news.losses.emplace_back("deceit", deceit.item<double>());
  news.losses.emplace_back("judge", found.item<double>());
  news.losses.emplace_back("mistaken", mistaken.item<double>());
  news.losses.emplace_back("misheard", misheard.item<double>());
}

void AcousticTrainer::follow() {
  const torch::NoGradGuard no_gradients;
  const double kept = std::min(kMeanKept, static_cast<double>(step_ - 1) / static_cast<double>(step_ + 9));
  const auto from = net_->parameters();
  const auto into = mean_->parameters();
  for (std::size_t i = 0; i < from.size(); ++i) into[i].mul_(kept).add_(from[i], 1.0 - kept);
}

NamedValues AcousticTrainer::watch() {
  const torch::NoGradGuard no_gradients;
  const AcousticBatch batch = batches_.watched();
  if (!batch.mel.defined()) return {};
  return named(acoustic_losses(mean_->forward(batch), batch), "watched_");
}

Result<void> AcousticTrainer::save(const std::filesystem::path& path) const {
  return save_checkpoint(
      path, {{"net", net_.ptr()}, {"mean", mean_.ptr()}, {"judge", judge_.ptr()}, {"listener", listener_.ptr()}},
      *optimiser_, step_);
}

Result<void> AcousticTrainer::load(const std::filesystem::path& path) {
  TRY(step_,
      load_checkpoint(
          path, {{"net", net_.ptr()}, {"mean", mean_.ptr()}, {"judge", judge_.ptr()}, {"listener", listener_.ptr()}},
          *optimiser_));
  return {};
}

Result<void> AcousticTrainer::begin_from(const std::filesystem::path& path) {
  TRY_VOID(load_networks(path, {{"mean", mean_.ptr()}}));
  if (config_.is_blended) TRY_VOID(load_networks(path, {{"judge", judge_.ptr()}, {"listener", listener_.ptr()}}));
  const torch::NoGradGuard no_gradients;
  const auto into = net_->parameters();
  const auto from = mean_->parameters();
  for (std::size_t i = 0; i < from.size(); ++i) into[i].copy_(from[i]);
  return {};
}

}  // namespace timbre::train
