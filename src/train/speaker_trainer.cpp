#include "train/speaker_trainer.h"

#include <ATen/autocast_mode.h>
#include <torch/serialize.h>
#include <vector>

#include "base/file_system.h"
#include "eval/error_rates.h"
#include "train/schedule.h"

namespace timbre::train {
namespace {

constexpr double kLargestGradient = 5.0;
constexpr std::size_t kWatchedFrames = 600;  // of each recording; longer ones would only cost time

/// Batch normalisation and biases are not pulled towards 0.
std::vector<torch::optim::OptimizerParamGroup> groups_of(const std::vector<torch::Tensor>& parameters, double decay) {
  std::vector<torch::Tensor> decayed;
  std::vector<torch::Tensor> others;
  for (const auto& parameter : parameters) (parameter.dim() > 1 ? decayed : others).push_back(parameter);
  auto with = std::make_unique<torch::optim::AdamWOptions>();
  with->weight_decay(decay);
  auto without = std::make_unique<torch::optim::AdamWOptions>();
  without->weight_decay(0.0);
  std::vector<torch::optim::OptimizerParamGroup> groups;
  groups.emplace_back(decayed, std::move(with));
  groups.emplace_back(others, std::move(without));
  return groups;
}

/// While it lives, convolutions compute in bfloat16.
class HalfPrecision {
 public:
  explicit HalfPrecision(bool is_on) : is_on_(is_on) {
    if (!is_on_) return;
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(true);
  }
  HalfPrecision(const HalfPrecision&) = delete;
  HalfPrecision& operator=(const HalfPrecision&) = delete;
  ~HalfPrecision() {
    if (!is_on_) return;
    at::autocast::clear_cache();
    at::autocast::set_cpu_enabled(false);
  }

 private:
  bool is_on_;
};

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
  optimiser_ = std::make_unique<torch::optim::AdamW>(groups_of(parameters, config.weight_decay),
                                                     torch::optim::AdamWOptions(config.peak_rate));
}

SpeakerTrainer::StepNews SpeakerTrainer::step() {
  const Schedule schedule{
      .peak_rate = config_.peak_rate, .warm_up_steps = config_.warm_up_step_count, .step_count = config_.step_count};
  StepNews news;
  news.rate = schedule.rate_at(step_);
  for (auto& group : optimiser_->param_groups()) {
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(news.rate);
  }
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
  const std::filesystem::path part = path.string() + ".part";
  try {
    torch::serialize::OutputArchive archive;
    torch::serialize::OutputArchive net;
    torch::serialize::OutputArchive head;
    torch::serialize::OutputArchive optimiser;
    net_->save(net);
    head_->save(head);
    optimiser_->save(optimiser);
    archive.write("net", net);
    archive.write("head", head);
    archive.write("optimiser", optimiser);
    archive.write("step", torch::tensor(step_));
    archive.save_to(part.string());
  } catch (const c10::Error& error) {
    return Error{ErrorKind::Unavailable,
                 "cannot write the checkpoint '" + part.string() + "': " + error.what_without_backtrace()};
  }
  PosixFileSystem disk;
  return disk.rename(part, path);
}

Result<void> SpeakerTrainer::load(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) {
    return Error{ErrorKind::NotFound, "there is no checkpoint '" + path.string() + "'"};
  }
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(path.string());
    torch::serialize::InputArchive net;
    torch::serialize::InputArchive head;
    torch::serialize::InputArchive optimiser;
    torch::Tensor step;
    archive.read("net", net);
    archive.read("head", head);
    archive.read("optimiser", optimiser);
    archive.read("step", step);
    net_->load(net);
    head_->load(head);
    optimiser_->load(optimiser);
    step_ = step.item<std::int64_t>();
  } catch (const c10::Error& error) {
    return Error{ErrorKind::Corrupt, "the checkpoint '" + path.string() + "' is not of this training; delete it (" +
                                         error.what_without_backtrace() + ")"};
  }
  return {};
}

}  // namespace timbre::train
