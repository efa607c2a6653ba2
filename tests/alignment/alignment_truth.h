#pragma once
/// Speech whose word and phone times are known, because the synthesisers say when they say what.

#include <string>
#include <vector>

#include "base/units.h"

namespace timbre::alignment {

struct TruePhone {
  std::string name;  ///< the synthesiser's own; "pau" and "_" are pauses
  TimeRange range;
};

/// A word's range is from the start of its first phone to the end of its last; a pause belongs to no word.
/// A synthesiser may say two words as one ("on the"): of those nothing is known, and they are left out.
struct TrueWord {
  std::size_t index = 0;  ///< which word of the text
  TimeRange range;
};

struct TrueSpeech {
  std::string engine;          ///< "flite" or "espeak-ng"
  std::string voice;           ///< with its speed
  std::string text;            ///< what was to be said
  std::vector<float> samples;  ///< mono, 16 kHz
  std::vector<TrueWord> words;
};

/// Own sentences: statements, questions, exclamations, names that no dictionary has.
[[nodiscard]] const std::vector<std::string>& sentences();

/// Every sentence by flite's voice: times are those of the Segment relation.
[[nodiscard]] std::vector<TrueSpeech> flite_speech(const std::string& voice);

/// Every sentence by an espeak-ng voice at a rate in words a minute: times are those of its phoneme events.
[[nodiscard]] std::vector<TrueSpeech> espeak_speech(const std::string& voice, int words_per_minute);

}  // namespace timbre::alignment
