#pragma once
/// Delivery from words: pace, the pauses between them, fillers and repetitions.
///
/// words_per_minute: spoken words per minute from the start of the first word to the end of the last, pauses included,
/// so that what stands before and after changes nothing. A contraction is one word, the parts of a hyphenated word are
/// one each, a number in digits counts as the English words it is spoken as ("1961": three), a filler is none. Needs a
/// span of 3 s. Wrong words count like right ones: a recogniser loses and invents few (docs/pace-accuracy.md).
///
/// pauses: stretches without voice (at least 0.25 s, pauses.h) between the first and the last word that reach a border
/// between two words. Voice activity says that nobody speaks and the words say that a word has ended: a recogniser's
/// late or early borders invent no pause, and the held closure within a word, a cough before the first word and room
/// noise after the last are none. A border may be off by border_slack_s. Rates and shares are over the same span as
/// the pace.
///
/// filler_count: um, uh, er, hm … as far as the recogniser writes them down, which many do not: at least so many.
/// repetition_count: one to three words said again at once ("I was I was"), not across the end of a sentence, not after
/// a second of silence, and not words that are doubled on purpose ("very very", "had had").
///
/// An uncertain transcript (mean confidence below text::kUncertainBelow) gives the pace only: its single words and
/// their borders are not believed. Without words every reading is none, with why.

#include <cstddef>
#include <string>

#include "measure/pauses.h"
#include "measure/reading.h"
#include "measure/take_measurements.h"
#include "measure/voice_activity.h"
#include "text/timed_word.h"

namespace timbre::measure {

struct WordTimingOptions {
  PauseOptions pauses;
  double border_slack_s = 0.2;        ///< how far a recogniser's border may lie from where the voice stops
  double longest_repeat_gap_s = 1.0;  ///< after a longer stop a word said again begins anew
};

struct WordTiming {
  std::size_t spoken_words = 0;
  double span_s = 0.0;  ///< from the start of the first word to the end of the last
  Reading words_per_minute;
  Pauses pauses;  ///< with why, and no times, where the words do not allow it
  Reading filler_count;
  Reading repetition_count;
};

/// How many words are spoken for one written word: "don't" 1, "well-known" 2, "um" 0, "…" 0; in English (language "en")
/// "1961" 3, elsewhere one for a number.
[[nodiscard]] std::size_t spoken_word_count(const std::string& written, const std::string& language = "en");

/// Whether the words can be believed one by one.
[[nodiscard]] bool is_uncertain(const text::Transcript& transcript);

/// `activity` is that of the same take, on the same clock.
[[nodiscard]] WordTiming measure_word_timing(const text::Transcript& transcript, const VoiceActivity& activity,
                                             const WordTimingOptions& options = {});

/// Puts the words and what follows from them into the measurements of their take. Pauses stay those of the voice
/// activity where the transcript has no words or is uncertain.
void add_words(text::Transcript transcript, const VoiceActivity& activity, TakeMeasurements& take);

/// The same without a transcript: the readings that need one say why.
void add_missing_words(const std::string& why, TakeMeasurements& take);

/// The readings of pauses.
void add_pauses(const Pauses& pauses, TakeMeasurements& take);

}  // namespace timbre::measure
