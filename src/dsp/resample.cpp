#include "dsp/resample.h"

#include <algorithm>
#include <cassert>
#include <soxr.h>

namespace timbre::dsp {

struct StreamResampler::State {
  State(int from, int to, ResampleQuality quality) : from_hz(from), to_hz(to) {
    if (from == to) return;
    const auto io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const auto wanted = soxr_quality_spec(quality == ResampleQuality::VeryHigh ? SOXR_VHQ : SOXR_MQ, 0);
    const auto runtime = soxr_runtime_spec(1);
    soxr_error_t error = nullptr;
    handle = soxr_create(from, to, 1, &error, &io, &wanted, &runtime);
    assert(handle != nullptr);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { soxr_delete(handle); }

  /// Feeds soxr until it has taken everything; nullptr drains.
  void run(const float* in, std::size_t count, const Sink& sink) {
    for (;;) {
      std::size_t used = 0;
      std::size_t made = 0;
      soxr_process(handle, in, count, &used, out.data(), out.size(), &made);
      if (in != nullptr) {
        in += used;
        count -= used;
      }
      if (made > 0) sink(std::span<const float>(out.data(), made));
      if (made < out.size() && count == 0) return;
    }
  }

  int from_hz;
  int to_hz;
  soxr_t handle = nullptr;
  std::vector<float> out = std::vector<float>(4096);
};

StreamResampler::StreamResampler(int from_hz, int to_hz, ResampleQuality quality)
    : state_(std::make_unique<State>(from_hz, to_hz, quality)) {}
StreamResampler::StreamResampler(StreamResampler&&) noexcept = default;
StreamResampler& StreamResampler::operator=(StreamResampler&&) noexcept = default;
StreamResampler::~StreamResampler() = default;

void StreamResampler::push(std::span<const float> block, const Sink& sink) {
  if (block.empty()) return;
  if (state_->handle == nullptr) {
    sink(block);
  } else {
    state_->run(block.data(), block.size(), sink);
  }
}

void StreamResampler::finish(const Sink& sink) {
  if (state_->handle != nullptr) state_->run(nullptr, 0, sink);
}

std::vector<float> resample(std::span<const float> samples, int from_hz, int to_hz, ResampleQuality quality) {
  std::vector<float> out;
  out.reserve(samples.size() * static_cast<std::size_t>(to_hz) / static_cast<std::size_t>(from_hz) + 16);
  const auto keep = [&out](std::span<const float> block) { out.insert(out.end(), block.begin(), block.end()); };
  StreamResampler resampler(from_hz, to_hz, quality);
  resampler.push(samples, keep);
  resampler.finish(keep);
  return out;
}

}  // namespace timbre::dsp
