#pragma once
/// Which words a kept take's clips get: the person's own text, the prompt that was read, or what a machine heard.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "store/take.h"
#include "studio/known_words.h"
#include "studio/remembered.h"

namespace timbre::studio {

struct TakeWords {
  std::optional<text::Transcript> transcript;  ///< with times; of a known text where engine says so
  std::vector<asr::Departure> departures;      ///< with a known text
  std::string whole_text;  ///< the person's own, where it could not be laid against the sound; else empty
  std::string why;         ///< why there are no words; empty when there are
};

/// Alignments are remembered. Thread-safe.
class TakeWordsFinder {
 public:
  /// In this order: the person's edit of the transcript, the prompt, the machine's transcript. Errors are those of
  /// reading the file, and Cancelled.
  [[nodiscard]] Result<TakeWords> find(const store::Take& take, const std::filesystem::path& path,
                                       const CancelToken& cancel = {});

 private:
  [[nodiscard]] Result<std::optional<asr::KnownText>> known(const store::Take& take, const std::filesystem::path& path,
                                                            const std::string& text, const std::string& language,
                                                            const CancelToken& cancel);
  Remembered<KnownWords> remembered_{32};
};

/// Changes whenever the words of a take could: part of the name under which a plan is remembered.
[[nodiscard]] std::string words_stamp(const store::Take& take);

}  // namespace timbre::studio
