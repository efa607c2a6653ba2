#include "measure/dnsmos.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "dsp/denormals.h"
#include "measure/dnsmos_mel.h"

namespace timbre::measure {
namespace {

constexpr double kRateHz = 16000.0;
constexpr double kWindowS = 9.01;
/// The P.808 network sees this much less of a window.
constexpr std::size_t kUnseen = 160;
constexpr std::int64_t kMelFrames = 900;

/// The network's raw answer to the scale of the listening test: a·x² + b·x + c, from the reference.
struct Parabola {
  double a, b, c;
  [[nodiscard]] double operator()(double x) const { return (a * x + b) * x + c; }
};
constexpr Parabola kSig{-0.08397278, 1.22083953, 0.0052439};
constexpr Parabola kBak{-0.13166888, 1.60915514, -0.39604546};
constexpr Parabola kOverall{-0.06766283, 1.11546468, 0.04602535};

std::vector<float> repeated(std::span<const float> samples) {
  std::vector<float> out(samples.begin(), samples.end());
  while (out.size() < kDnsmosWindow) {
    const std::size_t count = out.size();
    out.resize(2 * count);
    std::copy_n(out.begin(), count, out.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return out;
}

std::vector<std::size_t> thinned(std::vector<std::size_t> windows, std::size_t most) {
  if (most == 0 || windows.size() <= most) return windows;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < most; ++i) kept.push_back(windows[i * windows.size() / most]);
  return kept;
}

/// The one output of a network with one input, of at least `least` numbers.
Result<std::vector<float>> answer(const nn::OnnxSession& session, nn::Tensor input, std::size_t least) {
  if (session.inputs().size() != 1) {
    return Error{ErrorKind::Corrupt, "'" + session.name() + "' is no DNSMOS model: it takes " +
                                         std::to_string(session.inputs().size()) + " inputs"};
  }
  const std::vector<nn::NamedTensor> given{{session.inputs().front().name, std::move(input)}};
  TRY(const auto outputs, session.run(given));
  const std::vector<float>* numbers = outputs.empty() ? nullptr : outputs.front().tensor.floats();
  if (numbers == nullptr || numbers->size() < least) {
    return Error{ErrorKind::Corrupt, "'" + session.name() + "' is no DNSMOS model: it answers with too few numbers"};
  }
  return *numbers;
}

}  // namespace

std::vector<std::size_t> dnsmos_windows(std::size_t sample_count) {
  const double whole_seconds = std::floor(static_cast<double>(sample_count) / kRateHz);
  const auto last = static_cast<std::int64_t>(whole_seconds - kWindowS);  // towards zero, as the reference has it
  std::vector<std::size_t> windows;
  for (std::int64_t second = 0; second <= last; ++second) {
    const auto start = static_cast<std::size_t>(second) * static_cast<std::size_t>(kRateHz);
    const auto end = static_cast<std::size_t>((static_cast<double>(second) + kWindowS) * kRateHz);
    if (std::min(end, sample_count) - start >= kDnsmosWindow) windows.push_back(start);
  }
  return windows;
}

Result<PredictedOpinion> Dnsmos::hear_window(std::span<const float> window) const {
  const dsp::DenormalsAreZero guard;  // on whatever thread: the same answer
  const auto length = static_cast<std::int64_t>(kDnsmosWindow);
  TRY(const std::vector<float> raw, answer(*p835_, {{1, length}, std::vector<float>(window.begin(), window.end())}, 3));
  PredictedOpinion opinion{"dnsmos_p835", kOverall(raw[2]), kSig(raw[0]), kBak(raw[1])};
  if (p808_ == nullptr) return opinion;
  std::vector<float> picture = dnsmos_mel(window.first(kDnsmosWindow - kUnseen));
  TRY(const std::vector<float> whole,
      answer(*p808_, {{1, kMelFrames, static_cast<std::int64_t>(kDnsmosMelBands)}, std::move(picture)}, 1));
  opinion.p808 = whole[0];
  return opinion;
}

Result<PredictedOpinion> Dnsmos::hear(std::span<const float> samples_16k, const DnsmosOptions& options) const {
  if (samples_16k.empty()) return Error{ErrorKind::InvalidInput, "there are no samples to hear"};
  const std::vector<float> clip = repeated(samples_16k);
  const std::vector<std::size_t> windows = thinned(dnsmos_windows(clip.size()), options.most_windows);
  std::vector<Result<PredictedOpinion>> heard(windows.size(), PredictedOpinion{});
  parallel_for(windows.size(), std::max<std::size_t>(1, options.thread_count), [&](std::size_t i) {
    if (options.cancel.is_cancelled()) {
      heard[i] = Error{ErrorKind::Cancelled, "stopped"};
    } else {
      heard[i] = hear_window(std::span(clip).subspan(windows[i], kDnsmosWindow));
    }
  });
  PredictedOpinion sum{"dnsmos_p835", 0.0, 0.0, 0.0};
  if (p808_ != nullptr) sum.p808 = 0.0;
  const double share = 1.0 / static_cast<double>(windows.size());
  for (const auto& one : heard) {
    if (!one.ok()) return one.error();
    sum.mos += share * one->mos;
    *sum.sig += share * *one->sig;
    *sum.bak += share * *one->bak;
    if (sum.p808) *sum.p808 += share * *one->p808;
  }
  return sum;
}

}  // namespace timbre::measure
