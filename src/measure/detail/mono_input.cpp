#include "measure/detail/mono_input.h"

#include <algorithm>
#include <string>

namespace timbre::measure::detail {

Result<std::vector<float>> mono_samples(const audio::AudioView& view) {
  constexpr int kLowestRateHz = 1000;
  constexpr int kHighestRateHz = 768000;
  if (view.sample_rate_hz() < kLowestRateHz || view.sample_rate_hz() > kHighestRateHz) {
    return Error{ErrorKind::InvalidInput, "sample rate " + std::to_string(view.sample_rate_hz()) +
                                              " Hz is outside 1000 … 768000 Hz: convert the file first"};
  }
  std::vector<float> mono(view.frame_count());
  const float gain = 1.0F / static_cast<float>(std::max(1, view.channel_count()));
  for (int c = 0; c < view.channel_count(); ++c) {
    const auto channel = view.channel(c);
    for (std::size_t i = 0; i < mono.size(); ++i) mono[i] += gain * channel[i];
  }
  return mono;
}

}  // namespace timbre::measure::detail
