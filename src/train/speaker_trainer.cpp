#include "train/speaker_trainer.h"

#include <vector>

#include "eval/error_rates.h"
#include "train/checkpoint.h"
#include "train/schedule.h"
#include "train/steps.h"

namespace timbre::train {
namespace {

constexpr double kLargestGradient = 5.0;
constexpr std::size_t kWatchedFrames = 600;  // of each recording; longer ones would only cost time

torch::Tensor embedded(SpeakerNet& net, const torch::Tensor& features, bool is_bfloat16) {
  const HalfPrecision precision(is_bfloat16);
  return net(features).to(torch::kFloat);
}

}  // namespace

SpeakerTrainer::SpeakerTrainer(const FeatureStore& store, const SpeakerConfig& config, std::int64_t class_count)
    : store_(store), config_(config), batches_(store, config) {
  torch::manual_seed(config.seed);
  net_ = SpeakerNet(config.net);
  head_ = MarginSoftmax(config.net.embedding_size, class_count);
  auto parameters = net_->parameters();
  for (const auto& parameter : head_->parameters()) parameters.push_back(parameter);
  optimiser_ = make_adamw(parameters, config.peak_rate, config.weight_decay);
}

SpeakerTrainer::StepNews SpeakerTrainer::step() {
  const Schedule schedule{
      .peak_rate = config_.peak_rate, .warm_up_steps = config_.warm_up_step_count, .step_count = config_.step_count};
  StepNews news;
  news.rate = schedule.rate_at(step_);
  set_rate(*optimiser_, news.rate);
  const double grown = config_.margin_step_count == 0
                           ? 1.0
                           : std::min(1.0, static_cast<double>(step_) / static_cast<double>(config_.margin_step_count));
  const SpeakerBatch batch = batches_.batch(step_);
  net_->train();
  optimiser_->zero_grad();
  const torch::Tensor cosines = head_->cosines(embedded(net_, batch.features, config_.is_bfloat16));
  const torch::Tensor loss = MarginSoftmaxImpl::loss(cosines, batch.labels, grown * config_.margin, config_.scale);
  loss.backward();
  auto parameters = net_->parameters();
  parameters.push_back(head_->directions);
  torch::nn::utils::clip_grad_norm_(parameters, kLargestGradient);
  optimiser_->step();
  news.loss = loss.item<double>();
  news.accuracy = cosines.argmax(1).eq(batch.labels).to(torch::kFloat).mean().item<double>();
  ++step_;
  return news;
}

Result<double> SpeakerTrainer::watched_error_rate() {
  const torch::NoGradGuard no_gradients;
  net_->eval();
  std::vector<torch::Tensor> embeddings;
  std::vector<std::uint32_t> speakers;
  for (StoredClip clip : store_.clips()) {
    if (clip.is_dev == 0 || clip.frame_count == 0) continue;
    clip.frame_count = std::min<std::uint32_t>(clip.frame_count, kWatchedFrames);
    embeddings.push_back(net_(whole_clip(store_, clip, config_.features.band_count)));
    speakers.push_back(clip.label);
  }
  if (embeddings.size() < 2) return Error{ErrorKind::InvalidInput, "no recordings of split 'dev' to watch"};
  namespace F = torch::nn::functional;
  const torch::Tensor rows = F::normalize(torch::cat(embeddings), F::NormalizeFuncOptions().dim(1));
  const torch::Tensor cosines = rows.mm(rows.t()).contiguous();
  const float* cosine = cosines.data_ptr<float>();
  std::vector<double> same;
  std::vector<double> different;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      (speakers[i] == speakers[j] ? same : different).push_back(cosine[i * speakers.size() + j]);
    }
  }
  TRY(const auto equal, eval::equal_error_rate(same, different));
  return equal.rate;
}

Result<void> SpeakerTrainer::save(const std::filesystem::path& path) const {
  return save_checkpoint(path, {{"net", net_.ptr()}, {"head", head_.ptr()}}, *optimiser_, step_);
}

Result<void> SpeakerTrainer::load(const std::filesystem::path& path) {
  TRY(step_, load_checkpoint(path, {{"net", net_.ptr()}, {"head", head_.ptr()}}, *optimiser_));
  return {};
}

}  // namespace timbre::train
