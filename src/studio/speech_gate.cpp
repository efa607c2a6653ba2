#include "studio/speech_gate.h"

#include <algorithm>

#include "asr/transcriber.h"
#include "dsp/stft.h"
#include "measure/band_levels.h"
#include "measure/pitch.h"
#include "measure/voice_activity_detector.h"
#include "studio/stretches.h"

namespace timbre::studio {
namespace {

constexpr std::size_t kBlockSamples = 65536;
// About six syllables: enough for each figure to settle.
constexpr double kJudgedAloneS = 1.5;

double claimed_s(const measure::VoiceActivity& activity, TimeRange part) {
  const auto first = static_cast<std::size_t>(part.start_s / activity.hop_s);
  const auto end = std::min(activity.is_speech.size(), static_cast<std::size_t>(part.end_s / activity.hop_s));
  std::size_t count = 0;
  for (std::size_t t = first; t < end; ++t) count += activity.is_speech[t];
  return static_cast<double>(count) * activity.hop_s;
}

std::vector<TimeRange> those_with_speech(const std::vector<TimeRange>& stretches,
                                         const measure::VoiceActivity& activity,
                                         const measure::SpeechLikenessMeter& likeness) {
  std::vector<TimeRange> passed;
  std::vector<TimeRange> brief;
  for (const TimeRange& stretch : stretches) {
    if (claimed_s(activity, stretch) < kJudgedAloneS) {
      brief.push_back(stretch);
    } else if (likeness.measure({stretch}).is_speech()) {
      passed.push_back(stretch);
    }
  }
  if (likeness.measure(brief).is_speech()) passed.insert(passed.end(), brief.begin(), brief.end());
  std::sort(passed.begin(), passed.end(), [](const TimeRange& a, const TimeRange& b) { return a.start_s < b.start_s; });
  return passed;
}

}  // namespace

Result<GatedSpeech> find_speech(const SampleSpill& take, const CancelToken& cancel) {
  measure::BandLevelsMeter bands(asr::kTranscriberRateHz);
  measure::PitchMeter pitch_meter(asr::kTranscriberRateHz);
  dsp::Stft stft(asr::kTranscriberRateHz, [&bands](const dsp::SpectrumFrame& frame) { bands.push(frame); });
  for (std::size_t first = 0; first < take.size(); first += kBlockSamples) {
    if (cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped while looking for speech"};
    TRY(const std::vector<float> block, take.read(first, kBlockSamples));
    stft.push(block);
    pitch_meter.push(block);
  }
  stft.finish();
  const measure::BandLevels levels = bands.finish();
  const measure::PitchContour pitch = pitch_meter.finish();
  GatedSpeech found;
  found.activity = measure::detect_voice(levels);
  const double duration_s = static_cast<double>(take.size()) / asr::kTranscriberRateHz;
  const measure::SpeechLikenessMeter likeness(levels, found.activity, pitch);
  found.whole = likeness.measure({{0.0, duration_s}});
  const auto stretches = plan_stretches(found.activity, levels, duration_s, {.longest_s = asr::kLongestStretchS});
  found.stretches = those_with_speech(stretches, found.activity, likeness);
  return found;
}

}  // namespace timbre::studio
