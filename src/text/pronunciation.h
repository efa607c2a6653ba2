#pragma once
/// How a word is said, in phones of the CMU set: from the dictionary where it has the word, else by rule.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "text/cmu_dictionary.h"

namespace timbre::text {

/// Thread-safe. The dictionary is read by the first English word; where it is missing espeak-ng speaks for it.
class Pronouncer {
 public:
  /// `disk` must outlive it.
  explicit Pronouncer(FileSystem& disk, std::filesystem::path dictionary = cmu_dictionary_path());
  Pronouncer(const Pronouncer&) = delete;
  Pronouncer& operator=(const Pronouncer&) = delete;
  ~Pronouncer();

  /// The ways to say one word (UTF-8, without surrounding punctuation), the usual one first: at least one, but none for
  /// a word without sounds ("", "—"). `language` as in phonemes.h; other languages than English come out in the nearest
  /// English phones. A compound such as "eighty-seven" that is not in the dictionary is said part by part. Errors as
  /// ipa_phonemes.
  [[nodiscard]] Result<std::vector<Pronunciation>> pronounce(std::string_view word, const std::string& language);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace timbre::text
