#pragma once
/// What an acoustic model learns from recordings: the phones that the product would make of their texts
/// (phones/text_phones.h, of the text in small letters), at the times that a forced alignment gives (aligned_corpus.h,
/// voice/timed_text.h).
///
/// Of a text that was heard by a recogniser, words are doubtful that it was not sure of or that fit the sound badly,
/// and so is a pause beside one.

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "eval/manifest.h"
#include "train/aligned_corpus.h"
#include "train/timed_phones.h"

namespace timbre::train {

/// Of a word that was heard: the least of the recogniser's confidence and of the alignment's that is believed.
inline constexpr double kLeastHeardConfidence = 0.5;
inline constexpr double kLeastFit = 0.5;
/// A recording is left out of whose words a larger part is doubtful.
inline constexpr double kMostDoubtful = 0.5;

struct TimedCorpus {
  std::vector<TimedUtterance> utterances;  ///< in the manifest's order; what has no alignment is passed over
  std::size_t differing_count = 0;         ///< left out: other words in text and alignment, or a word without phones
  std::size_t doubtful_count = 0;          ///< left out: more than kMostDoubtful
  std::size_t word_count = 0;              ///< of texts that were heard, those left out as doubtful too
  std::size_t doubtful_word_count = 0;     ///< of those
};

/// Unavailable where espeak-ng is missing; InvalidInput names the recording whose alignment has a label that is none.
[[nodiscard]] Result<TimedCorpus> phones_of_recordings(const std::vector<eval::Utterance>& utterances,
                                                       const std::vector<AlignedUtterance>& aligned);

}  // namespace timbre::train
