#pragma once
/// What was said of a text, found in one pass: every word can be passed over, the reader can go back up to six words,
/// and between words and in place of a word there can be other speech.

#include <string>
#include <vector>

#include "asr/align.h"
#include "asr/detail/graph.h"
#include "base/cancel.h"
#include "base/result.h"

namespace timbre::asr::detail {

using Phones = std::vector<int>;

/// A word of the text with the ways to say it, the usual one first; at least one way of at least one phone.
struct TextWord {
  std::string text;
  std::string normal;
  std::vector<Phones> ways;
};

/// One thing said or left out, in order.
struct Said {
  Reading reading = Reading::Read;
  std::size_t index = 0;
  std::string heard;
  int first = 0, last = 0;  ///< frames [first, last)
  struct Phone {
    int phone = 0;
    int first = 0, last = 0;
  };
  std::vector<Phone> phones;
  float fit = 0.0F;  ///< mean ln likelihood of a frame against the best phones in any order; 0 for other speech
};

/// Natural logs: what each departure must win over reading on, in acoustic score.
struct EditCosts {
  float skip = 30.0F;
  float skip_double = 8.0F;  ///< for the second of two equal words
  float exchange = 45.0F;    ///< two neighbours the other way round
  float back = 70.0F;        ///< goes back up to six words
  float other = 75.0F;       ///< other speech in place of a word
  float edge = 40.0F;        ///< besides, for other speech before the first or behind the last word
  float added = 60.0F;       ///< other speech beside the words
  float other_frame = 2.2F;  ///< a frame of it, under the best phone of the frame
};

/// Frames of speech that are taken for other speech at the least.
inline constexpr int kShortestOther = 6;
/// The longest phrase that is looked for again.
inline constexpr int kLongestPhrase = 6;

/// With an open end, the sound may stop anywhere in the text: what lies behind that is not reported.
enum class TextEnd { Reached, Open };

[[nodiscard]] Result<std::vector<Said>> read_along(const SenoneModel& model, FrameScores& scores,
                                                   const std::vector<TextWord>& words, bool finds_edits,
                                                   TextEnd end = TextEnd::Reached, const EditCosts& costs = {});

/// Each frame on the best path through phones in any order; silence and noise score low, as they are no speech.
[[nodiscard]] std::vector<float> any_phone(const SenoneModel& model, FrameScores& scores);

}  // namespace timbre::asr::detail
