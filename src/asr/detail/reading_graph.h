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
  float skip = 33.7F;
  float skip_double = -4.0F;     ///< for the second of two equal words
  float exchange = 45.0F;        ///< two neighbours the other way round
  float back = 70.0F;            ///< goes back up to six words
  float other = 75.0F;           ///< other speech in place of a word
  float edge = 17.9F;            ///< besides, for other speech before the first or behind the last word
  float added = 51.0F;           ///< other speech beside the words
  float other_frame = 2.3F;      ///< a frame of it, under the best phone of the frame
  float common_added = 44.0F;    ///< a common word beside the words
  float common_changed = 50.2F;  ///< a common word in place of a word
  float worst_frame = 14.3F;     ///< a frame of a word is never worse than this under the best phone of the frame
  float weak_frame = 7.8F;       ///< besides, a frame of other speech that is far under the loudness of the take
};

/// Frames of speech that are taken for other speech at the least.
inline constexpr int kShortestOther = 6;
/// The longest phrase that is looked for again.
inline constexpr int kLongestPhrase = 6;

/// With an open end, the sound may stop anywhere in the text: what lies behind that is not reported.
enum class TextEnd { Reached, Open };

struct ReadingOptions {
  bool finds_edits = true;
  /// Short words that readers slip in or swap, looked for besides other speech at large, which is too coarse for them.
  std::vector<TextWord> common;
  CancelToken cancel;
  TextEnd end = TextEnd::Reached;
  EditCosts costs;
};

/// InvalidInput when there are too few frames for the text, Cancelled.
[[nodiscard]] Result<std::vector<Said>> read_along(const SenoneModel& model, FrameScores& scores,
                                                   const std::vector<TextWord>& words, const ReadingOptions& options);

/// Each frame on the best path through phones in any order; silence and noise score low, as they are no speech.
[[nodiscard]] std::vector<float> any_phone(const SenoneModel& model, FrameScores& scores);

}  // namespace timbre::asr::detail
