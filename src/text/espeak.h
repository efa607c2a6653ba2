#pragma once
/// The process's one espeak-ng, which keeps global state: whoever in Timbre needs it asks here, one call at a time.

#include <string>
#include <vector>

#include "base/result.h"

namespace timbre::text {

/// What stands between two phonemes of a word.
inline constexpr char kEspeakSeparator = '_';

/// The phonemes of each phrase in the International Phonetic Alphabet, as espeak-ng writes them: words parted by
/// spaces, phonemes by kEspeakSeparator, stress marks before vowels, "(fr)" where it changes language. espeak-ng joins
/// words
/// ("of the") and parts them (numbers). One string a phrase.
///
/// `language` is ISO 639-1 ("en" is American English) or an espeak-ng voice name ("en-gb", "pt-br"). A phrase is
/// well-formed UTF-8 without control characters, 300 bytes at most, no word of it over 60: espeak-ng's own buffers are
/// of fixed size. Thread-safe, and the same whatever was asked before. It is loaded by the first call, its data from
/// $TIMBRE_ESPEAK_DATA where that is set. Unavailable when the library or its data are missing, NotFound for a language
/// it does not know.
[[nodiscard]] Result<std::vector<std::string>> espeak_ipa_of_each(const std::vector<std::string>& phrases,
                                                                  const std::string& language);

/// The same in one string, with a kEspeakSeparator after each clause.
[[nodiscard]] Result<std::string> espeak_ipa(const std::vector<std::string>& phrases, const std::string& language);

/// How espeak-ng's own voice speaks.
struct EspeakVoice {
  std::string language = "en";  ///< as above
  int pitch = 50;               ///< 0 … 99, espeak-ng's own scale
  int words_per_minute = 175;   ///< 80 … 450
};

struct EspeakSpeech {
  int rate_hz = 0;
  std::vector<float> samples;  ///< one channel, full scale ±1
};

/// A text spoken by espeak-ng itself: a yardstick, not a voice of Timbre's. The text as a phrase above, but of any
/// length. espeak-ng's synthesiser goes on from where it stood, so that the waveform (not what is said, nor its pitch)
/// depends a little on what was spoken before; the same calls in the same order give the same samples. InvalidInput for
/// a pitch or speed outside the range; the errors above; Unavailable when nothing is spoken.
[[nodiscard]] Result<EspeakSpeech> espeak_speech(const std::string& text, const EspeakVoice& voice = {});

}  // namespace timbre::text
