#pragma once
/// What every training's step needs: an optimiser, half precision, memory that stays, and its pace.

#include <chrono>
#include <cstdint>
#include <memory>
#include <torch/optim/adamw.h>
#include <torch/types.h>
#include <vector>

namespace timbre::train {

/// AdamW (Loshchilov & Hutter 2019); what has one dimension (biases, normalisation) is not pulled towards 0.
[[nodiscard]] std::unique_ptr<torch::optim::AdamW> make_adamw(const std::vector<torch::Tensor>& parameters, double rate,
                                                              double weight_decay);
void set_rate(torch::optim::AdamW& optimiser, double rate);

/// While it lives, what bears it computes in bfloat16; weights stay in single precision.
class HalfPrecision {
 public:
  explicit HalfPrecision(bool is_on);
  HalfPrecision(const HalfPrecision&) = delete;
  HalfPrecision& operator=(const HalfPrecision&) = delete;
  ~HalfPrecision();

 private:
  bool is_on_;
};

/// Once, at the beginning of a program: every step frees and takes the same large blocks, and giving them back to the
/// system in between costs a tenth of its time.
void keep_memory();

/// How many a second, since it was last asked.
class Pace {
 public:
  double per_second(std::int64_t count);

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace timbre::train
