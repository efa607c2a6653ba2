#pragma once
/// What an acoustic model learns from: every sound and mark of a recording, as phones/text_phones.h would give them,
/// and when each is said. Made of recordings and their texts (phones_of_recordings.h) and of speech that flite makes
/// (flite_corpus.h).
///
/// One line of JSON per recording: {"file", "confidence", "phones": [[ipa, stress, after, start_s, end_s] …]}, stress
/// and after as phones/phone.h spells them; a row that ends with a further 0 is doubtful. The phones follow each other
/// without gaps: a pause is the mark it stands at or, where there is no mark, phones::kSilence. A mark without a pause
/// has no length.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "voice/timed_text.h"

namespace timbre::train {

using voice::TimedPhone;

struct TimedUtterance {
  std::string file;       ///< as in the manifest
  double confidence = 0;  ///< 0 … 1; 1 where the times are known and not found
  std::vector<TimedPhone> phones;
  friend bool operator==(const TimedUtterance&, const TimedUtterance&) = default;
};

[[nodiscard]] std::string timed_line(const TimedUtterance& utterance);
/// InvalidInput names the line and what is wrong in it: a sound that is not of the inventory, a time that goes back. A
/// last line that is cut off is left out: its writer was stopped.
[[nodiscard]] Result<std::vector<TimedUtterance>> parse_timed(std::string_view text);

}  // namespace timbre::train
