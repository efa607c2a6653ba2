#include "measure/snr.h"

#include <algorithm>
#include <cmath>

#include "dsp/decibel.h"
#include "measure/speech_level.h"

namespace timbre::measure {
namespace {

constexpr double kEnvelopeTimeConstantS = 0.03;  // P.56
constexpr double kHangoverS = 0.2;               // P.56
// P.56 averages |x|, the grid holds powers: mean |x| of speech lies 2.5 dB under its RMS within 10 ms.
constexpr double kMeanMagnitudeOverRms = 0.75;
constexpr std::size_t kLeastRoomFrames = 30;  // 0.3 s: the mean of fluctuating noise is then within about 1 dB
constexpr double kDisagreementDb = 6.0;
// WADA may shift the fallback by half of this at most: in clean or doctored takes it runs away towards 100 dB.
constexpr double kWadaReachDb = 6.0;
constexpr double kLowestDb = -10.0;
constexpr double kHighestDb = 100.0;

std::optional<double> ratio_db(const std::optional<SpeechPower>& speech, double noise_power) {
  if (!speech || !(noise_power > 0.0) || !(speech->active_power > 0.0)) return std::nullopt;
  return std::clamp(dsp::power_to_db(speech->active_power / noise_power), kLowestDb, kHighestDb);
}

Reading reading_of(const std::optional<double>& value, const char* why) {
  return value ? Reading::of(*value) : Reading::none(why);
}

}  // namespace

std::optional<SpeechPower> speech_power_over_noise(const FrameLevels& levels, const VoiceActivity& activity,
                                                   double noise_power) {
  const std::size_t count = std::min(levels.mean_square.size(), activity.is_speech.size());
  if (count == 0) return std::nullopt;
  const double decay = std::exp(-levels.hop_s / kEnvelopeTimeConstantS);
  ActivityCounter counter(static_cast<std::size_t>(std::lround(kHangoverS / levels.hop_s)));
  double first = 0.0;
  double second = 0.0;
  double energy = 0.0;
  for (std::size_t t = 0; t < count; ++t) {
    const bool voice = activity.is_speech[t] != 0;
    const double over = voice ? levels.mean_square[t] - noise_power : 0.0;
    energy += over;
    first = decay * first + (1.0 - decay) * kMeanMagnitudeOverRms * std::sqrt(std::max(0.0, over));
    second = decay * second + (1.0 - decay) * first;
    counter.push(static_cast<float>(second));
  }
  const auto level = counter.finish(energy, count);
  if (!level) return std::nullopt;
  return SpeechPower{dsp::db_to_power(level->level_dbfs), level->activity};
}

SnrEstimates estimate_snr(const SnrInputs& in) {
  SnrEstimates out;
  const bool enough_room = in.room.frame_count >= kLeastRoomFrames;
  const double noise_in_speech_band =
      enough_room ? mean_square_over(in.speech_band, in.room) : in.noise_under_speech.value_or(0.0);
  const auto speech = speech_power_over_noise(in.speech_band, in.activity, noise_in_speech_band);
  const auto room = enough_room ? ratio_db(speech, in.room.mean_square) : std::nullopt;
  out.room = reading_of(room, speech ? "less than 0.3 s of room tone between the words" : "no speech found");
  out.wada = reading_of(speech ? in.wada_db : std::nullopt, "no speech found");
  if (in.noise_under_speech) {
    out.under_speech_db =
        ratio_db(speech_power_over_noise(in.speech_band, in.activity, *in.noise_under_speech), *in.noise_under_speech);
  }
  out.disagree = room && in.wada_db && std::abs(*room - *in.wada_db) > kDisagreementDb;

  if (room && !in.pauses_are_doctored) {
    out.fused = out.room;
    out.how = "speech against room tone";
    return out;
  }
  std::optional<double> wada_active;
  if (speech && in.wada_db) wada_active = *in.wada_db - dsp::power_to_db(std::max(speech->activity, 0.01));
  if (wada_active && out.under_speech_db) {
    const double under = *out.under_speech_db;
    out.fused = Reading::of(0.5 * (under + std::clamp(*wada_active, under - kWadaReachDb, under + kWadaReachDb)));
    out.how = "no usable room tone: from the noise under the speech and the amplitude distribution";
  } else {
    out.fused = reading_of(wada_active ? wada_active : out.under_speech_db, "no speech found");
    out.how = "no usable room tone: from the amplitude distribution";
  }
  return out;
}

}  // namespace timbre::measure
