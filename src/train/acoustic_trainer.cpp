#include "train/acoustic_trainer.h"

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "train/checkpoint.h"
#include "train/onnx_weights.h"
#include "train/schedule.h"
#include "train/steps.h"
#include "voice/speaker_profile.h"

namespace timbre::train {
namespace {

constexpr double kLargestGradient = 1.0;
/// How much of the mean stays at each step, once there are enough of them.
constexpr double kMeanKept = 0.998;
constexpr std::uintmax_t kLargestNetworkBytes = 64U << 20U;

/// Where nothing is to be learned the judge is shown the recording twice.
torch::Tensor shown_to_judge(const torch::Tensor& said, const AcousticBatch& batch) {
  const torch::Tensor cells = batch.frame_mask.unsqueeze(2) * batch.band_mask;
  return said * cells + batch.mel * (1.0 - cells);
}

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

namespace {

/// While it lives the module's weights get no gradients: they are only asked.
class Asked {
 public:
  explicit Asked(torch::nn::Module& module) : module_(module) { set(false); }
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;
  ~Asked() { set(true); }

 private:
  void set(bool is_learning) {
    for (torch::Tensor& weights : module_.parameters()) weights.set_requires_grad(is_learning);
  }
  torch::nn::Module& module_;
};

}  // namespace

void AcousticTrainer::learn(const AcousticLosses& losses, const AcousticNetImpl::Guess& guess,
                            const AcousticBatch& batch, StepNews& news) {
  if (config_.judge_from_step == 0 || step_ < config_.judge_from_step) {
    losses.sum().backward();
    return;
  }
  const HalfPrecision precision(config_.is_bfloat16);
  deceive(losses, guess, batch, news);
  const torch::Tensor shown = shown_to_judge(guess.mel.detach(), batch);
  const torch::Tensor found = judge_loss(judge_(batch.mel, batch.speaker).score, judge_(shown, batch.speaker).score);
  news.losses.emplace_back("judge", found.item<double>());
  if (config_.voice_weight > 0.0) {
    const torch::Tensor misheard = mistaken_voice(listener_(batch.mel, batch.frame_mask), batch.embedding);
    (found + misheard).backward();
    news.losses.emplace_back("misheard", misheard.item<double>());
  } else {
    found.backward();
  }
  torch::nn::utils::clip_grad_norm_(judge_->parameters(), kLargestGradient);
  torch::nn::utils::clip_grad_norm_(listener_->parameters(), kLargestGradient);
}

void AcousticTrainer::deceive(const AcousticLosses& losses, const AcousticNetImpl::Guess& guess,
                              const AcousticBatch& batch, StepNews& news) {
  const Asked judge_asked(*judge_);
  const Asked listener_asked(*listener_);
  const auto recorded = judge_(batch.mel, batch.speaker);
  const torch::Tensor deceit = deceit_loss(judge_(shown_to_judge(guess.mel, batch), batch.speaker), recorded);
  const Impression own = impression_of(guess.mel, batch);
  torch::Tensor told = losses.sum() + config_.judge_weight * deceit;
  torch::Tensor far = far_from_speaker(own);
  if (config_.is_blended) {
    SeededRandom random(config_.seed * 104'729 + static_cast<std::uint64_t>(step_));
    const std::int64_t half = std::max<std::int64_t>(1, batch.mel.size(0) / 2);
    const AcousticBatch blended = with_blended_speakers(first_clips(batch, half), random);
    const torch::Tensor said = net_->forward(blended).mel;
    const Impression other = impression_of(said, blended);
    far = (2.0 * far + far_from_speaker(other)) / 3.0;
    const auto found = judge_(shown_to_judge(said, blended), blended.speaker);
    told = told + config_.judge_weight * (found.score - 1.0).square().mean();
    news.losses.emplace_back("strange_blend", other.strange.item<double>());
  }
  (told + far).backward();
  news.losses.emplace_back("deceit", deceit.item<double>());
  news.losses.emplace_back("mistaken", own.mistaken.item<double>());
  news.losses.emplace_back("strange", own.strange.item<double>());
}

torch::Tensor AcousticTrainer::far_from_speaker(const Impression& impression) const {
  return config_.voice_weight * impression.mistaken + config_.ear_weight * impression.strange;
}

AcousticTrainer::Impression AcousticTrainer::impression_of(const torch::Tensor& said, const AcousticBatch& batch) {
  const torch::Tensor is_sound = recorded_frames(batch);
  const torch::Tensor heard = said * batch.band_mask + batch.mel * (1.0 - batch.band_mask);
  return {config_.voice_weight > 0.0 ? mistaken_voice(listener_(heard, is_sound), batch.embedding) : torch::zeros({}),
          ear_ ? mistaken_voice(ear_->hear(heard, is_sound), batch.embedding) : torch::zeros({})};
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

Result<void> AcousticTrainer::begin_from(const std::filesystem::path& path, FileSystem& disk) {
  if (std::filesystem::is_directory(path)) {
    for (const auto& [name, net] :
         {std::pair("phones", &mean_->phones), std::pair("prosody", &mean_->prosody), std::pair("mel", &mean_->mel)}) {
      TRY(const std::string file, disk.read(path / (std::string("acoustic-") + name + ".onnx"), kLargestNetworkBytes));
      TRY_VOID(read_conditioned_onnx(file, *net));
    }
  } else {
    TRY_VOID(load_networks(path, {{"mean", mean_.ptr()}}));
    if (config_.is_blended) TRY_VOID(load_networks(path, {{"judge", judge_.ptr()}, {"listener", listener_.ptr()}}));
  }
  const torch::NoGradGuard no_gradients;
  const auto into = net_->parameters();
  const auto from = mean_->parameters();
  for (std::size_t i = 0; i < from.size(); ++i) into[i].copy_(from[i]);
  return {};
}

}  // namespace timbre::train
