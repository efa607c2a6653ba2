#pragma once
/// `--data DIR`: where takes, consents, keys and the log are kept.

#include <filesystem>
#include <string>

#include "base/result.h"

namespace timbre::cli {

/// The folder named, else the user's own (base/user_folders.h).
[[nodiscard]] Result<std::filesystem::path> data_folder_or_default(const std::string& named);

}  // namespace timbre::cli
