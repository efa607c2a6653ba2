#pragma once
/// What neural networks make of a take, beside what was measured (hear_take.h). Plain data. Every network is optional:
/// what is missing says why, and how to get it.

#include <optional>
#include <string>

namespace timbre::measure {

/// The mean opinion score that listeners would give, as a model predicts it: 1 … 5.
struct PredictedOpinion {
  std::string name;                           ///< "dnsmos_p835"
  double mos = 0.0;                           ///< of the whole, the one that counts
  std::optional<double> sig = std::nullopt;   ///< of the voice itself
  std::optional<double> bak = std::nullopt;   ///< of the background
  std::optional<double> p808 = std::nullopt;  ///< of the whole, by another model and test (ITU-T P.808)
};

/// What a denoiser would take away: a diagnosis; the take itself stays as it is.
struct DenoiserFinding {
  std::string name;         ///< "gtcrn"
  double removed_db = 0.0;  ///< energy of the take over what is left of it, dB; 0 where nothing is removed
  double snr_db = 0.0;      ///< what is left over what was taken away, dB; at most kDenoiserCeilingDb
};

/// A denoiser rewrites the voice a little even where there is no noise; beyond this its difference says nothing.
inline constexpr double kDenoiserCeilingDb = 40.0;

/// The pitch by a network, held against the measured one.
struct PitchFinding {
  std::string name;            ///< "swiftf0"
  double f0_median_hz = 0.0;   ///< by the network, over frames both call voiced
  double difference_st = 0.0;  ///< that median over the measured one over the same frames, semitones
  double agree_percent = 0.0;  ///< of those frames: within half a semitone of each other
};

/// Beyond this a median is doubted: most likely one of the two heard an octave too high or too low.
inline constexpr double kPitchDoubtSt = 1.0;

struct SecondOpinions {
  std::optional<PredictedOpinion> perceptual;
  std::string perceptual_why = "it was not asked for";  ///< empty when there is one
  std::optional<DenoiserFinding> denoiser;
  std::string denoiser_why = "it was not asked for";
  std::optional<PitchFinding> pitch;
  std::string pitch_why = "it was not asked for";
  std::string voice_activity = "timbre";  ///< who said where the voice is: "timbre" or "timbre+silero_vad"
};

}  // namespace timbre::measure
