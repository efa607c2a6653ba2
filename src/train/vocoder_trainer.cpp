#include "train/vocoder_trainer.h"

#include <vector>

#include "train/checkpoint.h"
#include "train/schedule.h"
#include "train/steps.h"

namespace timbre::train {
namespace {

constexpr double kLargestGradient = 5.0;

torch::Tensor loss_of(VocoderNet& net, const VocoderBatch& batch, bool is_bfloat16) {
  torch::Tensor filters;
  {
    const HalfPrecision precision(is_bfloat16);
    filters = net(vocoder_inputs(batch)).to(torch::kFloat);
  }
  return spectral_loss(filtered(batch.pulses, batch.noise, filters), batch.recorded);
}

}  // namespace

VocoderTrainer::VocoderTrainer(const std::vector<VocoderRecording>& recordings, const VocoderConfig& config)
    : config_(config), batches_(recordings, config) {
  torch::manual_seed(config.seed);
  net_ = VocoderNet(config.net);
  optimiser_ = make_adamw(net_->parameters(), config.peak_rate, config.weight_decay);
}

VocoderTrainer::StepNews VocoderTrainer::step() {
  const Schedule schedule{
      .peak_rate = config_.peak_rate, .warm_up_steps = config_.warm_up_step_count, .step_count = config_.step_count};
  StepNews news;
  news.rate = schedule.rate_at(step_);
  set_rate(*optimiser_, news.rate);
  optimiser_->zero_grad();
  const torch::Tensor loss = loss_of(net_, batches_.batch(step_), config_.is_bfloat16);
  loss.backward();
  torch::nn::utils::clip_grad_norm_(net_->parameters(), kLargestGradient);
  optimiser_->step();
  news.loss = loss.item<double>();
  ++step_;
  return news;
}

Result<double> VocoderTrainer::watched_loss() {
  const torch::NoGradGuard no_gradients;
  const VocoderBatch batch = batches_.watched();
  if (!batch.recorded.defined()) return Error{ErrorKind::InvalidInput, "no recordings of split 'dev' to watch"};
  return loss_of(net_, batch, false).item<double>();
}

Result<void> VocoderTrainer::save(const std::filesystem::path& path) const {
  return save_checkpoint(path, {{"net", net_.ptr()}}, *optimiser_, step_);
}

Result<void> VocoderTrainer::load(const std::filesystem::path& path) {
  TRY(step_, load_checkpoint(path, {{"net", net_.ptr()}}, *optimiser_));
  return {};
}

}  // namespace timbre::train
