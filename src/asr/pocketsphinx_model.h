#pragma once
/// Where Debian's English model for pocketsphinx lies: acoustic model, language model and dictionary.

#include <filesystem>

#include "base/result.h"

namespace timbre::asr {

struct PocketsphinxModel {
  std::filesystem::path acoustic;        ///< folder
  std::filesystem::path language_model;  ///< n-grams, binary
  std::filesystem::path dictionary;      ///< words in CMU phones, without stress
};

/// $TIMBRE_POCKETSPHINX_MODEL, else the folder that was there when Timbre was built, else Debian's. Unavailable, naming
/// the file that is missing and the package that brings it.
[[nodiscard]] Result<PocketsphinxModel> find_pocketsphinx_model();

/// pocketsphinx writes its log to standard error unless told otherwise, for the whole process. Idempotent, thread-safe.
void silence_pocketsphinx();

}  // namespace timbre::asr
