#include "dsp/stft.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/vectorised.h"

namespace timbre::dsp {
namespace {

TIMBRE_VECTORISED void multiply(const float* a, const float* b, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i] * b[i];
}

TIMBRE_VECTORISED void squared_magnitude(const float* re_im, float* out, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) out[k] = re_im[2 * k] * re_im[2 * k] + re_im[2 * k + 1] * re_im[2 * k + 1];
}

}  // namespace

Stft::Stft(int sample_rate_hz, Sink sink)
    : grid_(sample_rate_hz),
      sink_(std::move(sink)),
      fft_(grid_.fft_size),
      window_(grid_.window_size),
      power_(grid_.bin_count()),
      pending_(grid_.hop / 2, 0.0F) {
  const auto size = static_cast<double>(grid_.window_size);
  double energy = 0.0;
  for (std::size_t i = 0; i < grid_.window_size; ++i) {
    const double w = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / size);
    window_[i] = static_cast<float>(w);
    energy += w * w;
  }
  // |X[k]|² summed over the circle is N·Σ(w·x)²; the √2 puts negative frequencies into the one side.
  const double scale = std::sqrt(2.0 / (energy * static_cast<double>(grid_.fft_size)));
  for (float& w : window_) w = static_cast<float>(w * scale);
}

void Stft::push(std::span<const float> samples) {
  frame_count_ += samples.size();
  pending_.insert(pending_.end(), samples.begin(), samples.end());
  emit_ready(pending_.size());
}

void Stft::finish() {
  pending_.insert(pending_.end(), grid_.window_size, 0.0F);
  emit_ready(pending_.size());
}

void Stft::emit_ready(std::size_t available) {
  std::size_t start = 0;
  while (start + grid_.window_size <= available && (next_index_ + 1) * grid_.hop <= frame_count_) {
    emit(pending_.data() + start);
    start += grid_.hop;
    ++next_index_;
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(start));
}

void Stft::emit(const float* window_start) {
  multiply(window_start, window_.data(), fft_.time().data(), grid_.window_size);
  std::fill(fft_.time().begin() + static_cast<std::ptrdiff_t>(grid_.window_size), fft_.time().end(), 0.0F);
  fft_.forward();
  squared_magnitude(reinterpret_cast<const float*>(fft_.spectrum().data()), power_.data(), power_.size());
  power_.front() *= 0.5F;  // DC and Nyquist have no negative twin
  power_.back() *= 0.5F;
  sink_({next_index_, {window_start + grid_.hop / 2, grid_.hop}, power_});
}

}  // namespace timbre::dsp
