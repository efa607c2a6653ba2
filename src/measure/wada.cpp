#include "measure/wada.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "dsp/vectorised.h"
#include "measure/fast_log2.h"

namespace timbre::measure {
namespace {

// −140 dBFS, under the last bit of 24: smaller samples are digital silence or the ringing of a resampler beside it.
constexpr float kLeastMagnitude = 1e-7F;
constexpr double kLowestDb = -20.0;

// v at −20, −19, … 100 dB for shape 0.4, as the authors give it (including the wiggle below −17 dB).
constexpr std::array<double, 121> kTable{
    0.409747739, 0.409869263, 0.409985656, 0.409690892, 0.409861864, 0.409990055, 0.410271377, 0.410526266, 0.411010238,
    0.411432644, 0.412317178, 0.413372716, 0.415264259, 0.417819198, 0.420772515, 0.424527992, 0.429188858, 0.435103734,
    0.442341951, 0.451614855, 0.462211529, 0.474916474, 0.488838093, 0.505092356, 0.523537093, 0.543720882, 0.565324274,
    0.588475317, 0.613462118, 0.639544959, 0.667508177, 0.695837243, 0.724547622, 0.754147993, 0.783231484, 0.81240985,
    0.842197752, 0.871664058, 0.900305039, 0.928804177, 0.95655449,  0.983534905, 1.010471548, 1.0362095,   1.061364248,
    1.085793118, 1.109481904, 1.132779949, 1.154728256, 1.176273084, 1.197035028, 1.216716938, 1.235358982, 1.253643127,
    1.271038908, 1.287180295, 1.303028647, 1.318395272, 1.332948173, 1.347009353, 1.360572696, 1.373455135, 1.385771224,
    1.397335037, 1.408563968, 1.41959619,  1.42983624,  1.439584667, 1.449021764, 1.458048307, 1.466695685, 1.474869384,
    1.48269965,  1.490343394, 1.49748214,  1.504351061, 1.510764265, 1.516989146, 1.522909703, 1.528578001, 1.533898351,
    1.539121095, 1.543906502, 1.54858517,  1.553107762, 1.557443906, 1.561649273, 1.565663481, 1.569386712, 1.573077668,
    1.576547638, 1.57980083,  1.583041292, 1.586024961, 1.588806813, 1.591624771, 1.594196895, 1.596931549, 1.599446005,
    1.601850111, 1.604086681, 1.60627134,  1.608261987, 1.610045475, 1.611924722, 1.61369656,  1.615340743, 1.616889049,
    1.618389159, 1.619853744, 1.621358779, 1.622681189, 1.623904229, 1.625131432, 1.626324628, 1.6274027,   1.628427675,
    1.629455321, 1.6303307,   1.631280263, 1.632041021};

constexpr std::size_t kLanes = 8;

struct Sums {
  double magnitude = 0.0;
  double log2 = 0.0;
  double count = 0.0;
};

TIMBRE_VECTORISED Sums sums_of(const float* x, std::size_t count) {
  std::array<float, kLanes> magnitude{};
  std::array<float, kLanes> log2{};
  std::array<float, kLanes> used{};
  for (std::size_t i = 0; i < count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float a = std::abs(x[i + lane]);
      const float keep = a > kLeastMagnitude ? 1.0F : 0.0F;
      magnitude[lane] += keep * a;
      log2[lane] += keep * fast_log2(a);
      used[lane] += keep;
    }
  }
  Sums all;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    all.magnitude += magnitude[lane];
    all.log2 += log2[lane];
    all.count += used[lane];
  }
  return all;
}

}  // namespace

void WadaMeter::add(std::span<const float> block) {
  const Sums sums = sums_of(block.data(), block.size());
  magnitude_sum_ += sums.magnitude;
  log2_sum_ += sums.log2;
  used_count_ += sums.count;
}

void WadaMeter::push(std::span<const float> samples) {
  while (!samples.empty()) {
    const std::size_t taken = std::min(samples.size(), kBlock - pending_count_);
    std::copy_n(samples.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(pending_count_));
    pending_count_ += taken;
    samples = samples.subspan(taken);
    if (pending_count_ == kBlock) {
      add(pending_);
      pending_count_ = 0;
    }
  }
}

std::optional<double> WadaMeter::statistic() const {
  WadaMeter whole = *this;
  std::fill(whole.pending_.begin() + static_cast<std::ptrdiff_t>(pending_count_), whole.pending_.end(), 0.0F);
  whole.add(whole.pending_);  // zeros are left out
  if (whole.used_count_ == 0.0) return std::nullopt;
  return std::log(whole.magnitude_sum_ / whole.used_count_) - whole.log2_sum_ / whole.used_count_ * std::numbers::ln2;
}

std::optional<double> WadaMeter::finish() const {
  const auto v = statistic();
  if (!v) return std::nullopt;
  return wada_snr_db(*v);
}

double wada_snr_db(double statistic) {
  // The table rises from −17 dB on; below its first rising stretch everything is "only noise".
  std::size_t above = 0;
  while (above < kTable.size() && kTable[above] <= statistic) ++above;
  if (above == 0) return kLowestDb;
  if (above == kTable.size()) return 100.0;
  const double share = (statistic - kTable[above - 1]) / (kTable[above] - kTable[above - 1]);
  return kLowestDb + static_cast<double>(above - 1) + std::clamp(share, 0.0, 1.0);
}

Result<std::optional<double>> measure_wada_snr(audio::AudioView take) {
  if (take.channel_count() != 1) {
    return Error{ErrorKind::InvalidInput,
                 "the signal-to-noise ratio is measured of one channel; pick or mix them first"};
  }
  WadaMeter meter;
  meter.push(take.channel(0));
  return meter.finish();
}

}  // namespace timbre::measure
