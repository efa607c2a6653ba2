#include "train/steps.h"

#include <ATen/autocast_mode.h>
#include <malloc.h>

namespace timbre::train {

std::unique_ptr<torch::optim::AdamW> make_adamw(const std::vector<torch::Tensor>& parameters, double rate,
                                                double weight_decay) {
  std::vector<torch::Tensor> decayed;
  std::vector<torch::Tensor> others;
  for (const auto& parameter : parameters) (parameter.dim() > 1 ? decayed : others).push_back(parameter);
  std::vector<torch::optim::OptimizerParamGroup> groups;
  for (const auto& [members, decay] : {std::pair(decayed, weight_decay), std::pair(others, 0.0)}) {
    auto options = std::make_unique<torch::optim::AdamWOptions>(rate);
    options->weight_decay(decay);
    groups.emplace_back(members, std::move(options));
  }
  return std::make_unique<torch::optim::AdamW>(groups, torch::optim::AdamWOptions(rate));
}

void set_rate(torch::optim::AdamW& optimiser, double rate) {
  for (auto& group : optimiser.param_groups()) static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
}

HalfPrecision::HalfPrecision(bool is_on) : is_on_(is_on) {
  if (!is_on_) return;
  at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  at::autocast::set_cpu_enabled(true);
}

HalfPrecision::~HalfPrecision() {
  if (!is_on_) return;
  at::autocast::clear_cache();
  at::autocast::set_cpu_enabled(false);
}

void keep_memory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 2'000'000'000);
}

double Pace::per_second(std::int64_t count) {
  const auto now = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(now - began_).count();
  began_ = now;
  return static_cast<double>(count) / seconds;
}

}  // namespace timbre::train
