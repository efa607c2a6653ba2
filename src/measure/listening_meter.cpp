#include "measure/listening_meter.h"

#include <algorithm>

#include "dsp/resample.h"
#include "measure/hear_take.h"
#include "measure/silero_vad.h"

namespace timbre::measure {
namespace {

constexpr int kRateHz = 16000;

}  // namespace

void ListeningMeter::push(std::span<const float> samples) {
  const std::size_t most = static_cast<std::size_t>(kHeardS * rate_hz_) - kept_.size();
  is_cut_ = is_cut_ || samples.size() > most;
  const auto kept = samples.first(std::min(samples.size(), most));
  kept_.insert(kept_.end(), kept.begin(), kept.end());
}

void ListeningMeter::bring_to_16k() {
  if (rate_hz_ == kRateHz) return;
  kept_ = dsp::resample(kept_, rate_hz_, kRateHz, dsp::ResampleQuality::Analysis);
  rate_hz_ = kRateHz;
}

std::optional<std::vector<TimeRange>> ListeningMeter::find_voice(const Networks& networks) {
  if (!networks.silero_vad.network || is_cut_) return std::nullopt;
  bring_to_16k();
  const auto probabilities = silero_probabilities(kept_, *networks.silero_vad.network);
  if (!probabilities.ok()) return std::nullopt;
  has_found_voice_ = true;
  return silero_stretches(*probabilities, kept_.size());
}

SecondOpinions ListeningMeter::finish(const Networks& networks, bool has_speech, const PitchContour& pitch,
                                      std::size_t thread_count) {
  bring_to_16k();
  SecondOpinions opinions = hear_take({kept_, has_speech, &pitch, thread_count}, networks);
  if (has_found_voice_) opinions.voice_activity = "timbre+silero_vad";
  return opinions;
}

}  // namespace timbre::measure
