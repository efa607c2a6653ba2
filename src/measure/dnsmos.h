#pragma once
/// DNSMOS: what listeners would say of a recording, predicted by two small networks.
///
/// Source: C. K. A. Reddy, V. Gopal, R. Cutler, "DNSMOS P.835", ICASSP 2022, and "DNSMOS", ICASSP 2021; models and rule
/// of Microsoft's DNS Challenge, not its personalised form. P.835 (three questions: the voice, the background, the
/// whole) hears windows of 9.01 s, one every second; its answers are mapped by three parabolas and averaged. P.808 (one
/// question) sees 120 mel bands of the same windows without their last 10 ms. A clip that is too short is repeated.
///
/// Two habits of the reference are kept, since the numbers would not compare without them: a window after the first is
/// only taken where the whole seconds of the clip exceed it by more than a second (10.5 s have one window), and windows
/// that begin at 7 … 23 s and a few later ones are left out: their length in samples, computed in floating point, comes
/// out one short.
///
/// Range about 1 … 5: the mapped values can leave it by a few tenths. Level, bandwidth and language move the values;
/// clean studio speech lies close together at the top. Accuracy: docs/perceptual.md.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "measure/second_opinions.h"
#include "nn/onnx_session.h"

namespace timbre::measure {

/// Samples of one window at 16 kHz: 9.01 s.
inline constexpr std::size_t kDnsmosWindow = 144160;

struct DnsmosOptions {
  std::size_t thread_count = 1;  ///< windows heard at once; the result is the same
  std::size_t most_windows = 0;  ///< beyond these, windows are left out evenly; 0: all of them
  CancelToken cancel = {};       ///< heeded between windows, each about 0.3 s
};

/// The first sample of each window that is heard of a clip of so many samples (after it was repeated). Never empty from
/// kDnsmosWindow samples on.
[[nodiscard]] std::vector<std::size_t> dnsmos_windows(std::size_t sample_count);

/// Thread-safe.
class Dnsmos {
 public:
  /// Sessions of the models "dnsmos-p835" and "dnsmos-p808"; without the second there is no P.808 value.
  Dnsmos(std::shared_ptr<const nn::OnnxSession> p835, std::shared_ptr<const nn::OnnxSession> p808)
      : p835_(std::move(p835)), p808_(std::move(p808)) {}

  /// One channel at 16 kHz, full scale ±1. InvalidInput for no samples; Cancelled; errors of the
  /// sessions.
  [[nodiscard]] Result<PredictedOpinion> hear(std::span<const float> samples_16k,
                                              const DnsmosOptions& options = {}) const;

 private:
  [[nodiscard]] Result<PredictedOpinion> hear_window(std::span<const float> window) const;

  std::shared_ptr<const nn::OnnxSession> p835_;
  std::shared_ptr<const nn::OnnxSession> p808_;
};

}  // namespace timbre::measure
