#pragma once
/// Metrics of a changed file against its clean original.

#include <filesystem>

#include "base/result.h"

namespace timbre::studio {

struct Intelligibility {
  double stoi = 0;  ///< eval/stoi.h
  double extended_stoi = 0;
};

/// Decodes both and compares them. Errors as decoding and eval::stoi say: both must be mono, of one rate and length.
[[nodiscard]] Result<Intelligibility> intelligibility_of_files(const std::filesystem::path& clean,
                                                               const std::filesystem::path& changed);

}  // namespace timbre::studio
