#pragma once
/// How lively the melody of a voice is: median pitch, and its spread in semitones.
///
/// spread = sample standard deviation of 12·log2(F0) over voiced frames (independent of the reference; in Hz it would
/// confuse men with women: Traunmüller & Eriksson 1995); range = P90 − P10 of the same. Median in Hz.
///
/// Octave errors that the contour's path let through are kept out in two steps: voiced islands shorter than 40 ms go;
/// then the contour is cut where it jumps by more than 5 st from one frame to the next, and a piece goes when it is
/// shorter than 0.15 s and its own median lies more than 8 st from the median of the voiced frames within 0.75 s of it.
/// A real swing glides, so it is not cut off; a long stretch of creak stays, and the range resists it.
///
/// Less than 1 s of voiced frames: none, with why.

#include "measure/pitch.h"
#include "measure/reading.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct PitchSpreadOptions {
  double least_island_s = 0.04;     ///< three periods of the floor: less is a click or an echo, not a vowel
  double least_jump_st = 5.0;       ///< more than a voice glides in 10 ms
  double longest_outlier_s = 0.15;  ///< a syllable; a longer stretch is a decision of the speaker
  double least_distance_st = 8.0;   ///< between the widest usual accent and an octave
  double neighbourhood_s = 0.75;    ///< a few syllables to each side
  double least_voiced_s = 1.0;      ///< a few words: less says nothing about melody
};

struct PitchSpread {
  Reading median_hz;
  Reading spread_st;
  Reading range_st;
};

/// The contour with frames that are not speech made unvoiced: hum in a pause is not a voice.
[[nodiscard]] PitchContour during_speech(PitchContour contour, const VoiceActivity& activity);
/// The contour with octave errors and islands made unvoiced, as described above.
[[nodiscard]] PitchContour without_octave_errors(PitchContour contour, const PitchSpreadOptions& options = {});
[[nodiscard]] PitchSpread measure_pitch_spread(const PitchContour& contour, const PitchSpreadOptions& options = {});

}  // namespace timbre::measure
