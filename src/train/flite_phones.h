#pragma once
/// What flite said, as the sounds and marks that an acoustic model is given: sounds and syllables are flite's, marks
/// and stress those that phones/text_phones.h reads in the same text, since that is what the model is given later.

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "train/flite_speech.h"
#include "train/timed_phones.h"

namespace timbre::train {

/// The text as flite is to be given it: a dash, which it passes over, becomes a comma.
[[nodiscard]] std::string text_for_flite(const std::string& text);

/// Contiguous from 0 to the last segment's end. A mark has its pause, or no length; pauses without a mark and those at
/// both ends are phones::kSilence. Where flite's word has other syllables than the text's, its own stresses are taken:
/// the first of a word is the main one. InvalidInput where flite parts the text into other words, and for a label that
/// is none; errors of phones_of_text.
[[nodiscard]] Result<std::vector<TimedPhone>> timed_phones_of_flite(std::span<const FliteSegment> segments,
                                                                    const std::string& text);

}  // namespace timbre::train
