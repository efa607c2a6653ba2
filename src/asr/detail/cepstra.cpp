#include "asr/detail/cepstra.h"

#include <algorithm>
#include <cmath>

namespace timbre::asr::detail {
namespace {

constexpr double kPeak = 16384.0;

double bounded(float sample) {
  return std::isfinite(sample) ? std::clamp(static_cast<double>(sample), -1.0, 1.0) : 0.0;
}

void subtract_mean(Cepstra& cepstra) {
  std::vector<double> mean(cepstra.dimension, 0.0);
  for (std::size_t i = 0; i < cepstra.values.size(); ++i) mean[i % cepstra.dimension] += cepstra.values[i];
  for (double& value : mean) value /= static_cast<double>(cepstra.frames());
  for (std::size_t i = 0; i < cepstra.values.size(); ++i) {
    cepstra.values[i] = static_cast<mfcc_t>(cepstra.values[i] - mean[i % cepstra.dimension]);
  }
}

}  // namespace

std::vector<int16> scaled_pcm(std::span<const float> samples) {
  double peak = 0.0;
  for (const float sample : samples) peak = std::max(peak, std::abs(bounded(sample)));
  const double gain = peak > 0.0 ? kPeak / peak : 0.0;
  std::vector<int16> pcm(samples.size());
  std::transform(samples.begin(), samples.end(), pcm.begin(),
                 [&](float sample) { return static_cast<int16>(std::lround(bounded(sample) * gain)); });
  return pcm;
}

Result<Cepstra> compute_cepstra(fe_t* front_end, std::span<const float> samples) {
  const std::vector<int16> pcm = scaled_pcm(samples);
  Cepstra cepstra;
  cepstra.dimension = static_cast<std::size_t>(fe_get_output_size(front_end));
  fe_start_stream(front_end);  // forgets the noise of the stretch before
  if (fe_start_utt(front_end) < 0) return Error{ErrorKind::Internal, "pocketsphinx's front end does not start"};

  const int16* at = pcm.data();
  std::size_t left = pcm.size();
  int32 frames = 0;
  int32 first_frame = 0;
  if (fe_process_frames(front_end, &at, &left, nullptr, &frames, &first_frame) < 0) frames = 0;
  cepstra.values.resize((static_cast<std::size_t>(std::max(frames, 0)) + 2) * cepstra.dimension);
  std::vector<mfcc_t*> rows;
  for (std::size_t i = 0; i + 1 < cepstra.frames(); ++i) rows.push_back(cepstra.frame(i));
  frames = static_cast<int32>(rows.size());
  if (fe_process_frames(front_end, &at, &left, rows.data(), &frames, &first_frame) < 0) frames = 0;
  int32 last = 0;
  if (fe_end_utt(front_end, cepstra.frame(static_cast<std::size_t>(frames)), &last) < 0) last = 0;
  cepstra.values.resize(static_cast<std::size_t>(frames + last) * cepstra.dimension);
  if (cepstra.frames() > 0) subtract_mean(cepstra);
  return cepstra;
}

}  // namespace timbre::asr::detail
