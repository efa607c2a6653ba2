#pragma once
/// Which of the installed whisper.cpp models hears.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "nn/model_folder.h"

namespace timbre::nn {

struct InstalledModel {
  std::string name;  ///< as in the catalog: "whisper-small.en"
  std::filesystem::path path;
};

/// The best installed whisper.cpp model, or none; never a download that has not finished. The user's own ("custom")
/// comes first, then large-v3, large-v3-turbo, medium, small, base, tiny; within one size the model at full precision
/// comes before its 8-bit and 5-bit forms. `language` is ISO 639-1, empty when it is not known: for "en" a model for
/// English alone comes before the one for 99 languages of its size, for an unknown language after it, and for any other
/// language it is left out. Errors of looking into the folder.
[[nodiscard]] Result<std::optional<InstalledModel>> installed_whisper_model(const ModelFolder& folder,
                                                                            std::string_view language = {});

}  // namespace timbre::nn
