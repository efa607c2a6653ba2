#include "dsp/fft.h"

#include <cassert>
#include <fftw3.h>
#include <map>
#include <mutex>

namespace timbre::dsp {
namespace {

struct Plans {
  fftwf_plan forward = nullptr;
  fftwf_plan inverse = nullptr;
};

struct FftwFree {
  void operator()(void* memory) const { fftwf_free(memory); }
};

template <typename T>
using FftwArray = std::unique_ptr<T[], FftwFree>;

FftwArray<float> allocate_real(std::size_t count) { return FftwArray<float>(fftwf_alloc_real(count)); }

/// Every plan made so far, by size.
class PlanCache {
 public:
  PlanCache() = default;
  PlanCache(const PlanCache&) = delete;
  PlanCache& operator=(const PlanCache&) = delete;
  ~PlanCache() {
    for (const auto& [size, plans] : made_) {
      fftwf_destroy_plan(plans.forward);
      fftwf_destroy_plan(plans.inverse);
    }
  }

  /// FFTW_ESTIMATE: the plan must not depend on a timing, or two runs could differ in the last bit.
  Plans plans_for(std::size_t size) {
    const std::lock_guard lock(mutex_);
    Plans& plans = made_[size];
    if (plans.forward == nullptr) {
      const auto time = allocate_real(size);
      const auto bins = allocate_real(size + 2);
      auto* spectrum = reinterpret_cast<fftwf_complex*>(bins.get());
      const int n = static_cast<int>(size);
      plans.forward = fftwf_plan_dft_r2c_1d(n, time.get(), spectrum, FFTW_ESTIMATE);
      plans.inverse = fftwf_plan_dft_c2r_1d(n, spectrum, time.get(), FFTW_ESTIMATE);
    }
    return plans;
  }

 private:
  std::mutex mutex_;
  std::map<std::size_t, Plans> made_;
};

Plans plans_for(std::size_t size) {
  static PlanCache cache;
  return cache.plans_for(size);
}

}  // namespace

struct RealFft::State {
  explicit State(std::size_t count)
      : size(count), plans(plans_for(count)), time(allocate_real(count)), bins(allocate_real(count + 2)) {
    std::fill_n(time.get(), count, 0.0F);
    std::fill_n(bins.get(), count + 2, 0.0F);
  }
  [[nodiscard]] fftwf_complex* spectrum() const { return reinterpret_cast<fftwf_complex*>(bins.get()); }

  std::size_t size;
  Plans plans;
  FftwArray<float> time;
  FftwArray<float> bins;  // re, im, re, im …: std::complex<float> and fftwf_complex share this layout
};

RealFft::RealFft(std::size_t size) : state_(std::make_unique<State>(size)) { assert(size >= 2); }
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;
RealFft::~RealFft() = default;

std::size_t RealFft::size() const { return state_->size; }
std::span<float> RealFft::time() { return {state_->time.get(), state_->size}; }
std::span<std::complex<float>> RealFft::spectrum() {
  return {reinterpret_cast<std::complex<float>*>(state_->bins.get()), bin_count()};
}
void RealFft::forward() { fftwf_execute_dft_r2c(state_->plans.forward, state_->time.get(), state_->spectrum()); }
void RealFft::inverse() { fftwf_execute_dft_c2r(state_->plans.inverse, state_->spectrum(), state_->time.get()); }

}  // namespace timbre::dsp
