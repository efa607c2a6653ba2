#pragma once
/// The SHA-256 of a file of any length.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"

namespace timbre {

/// 64 lower-case hexadecimal digits. `on_bytes` is told how many bytes were read so far and may be empty. Cancelled
/// when `cancel` is; errors of reading.
[[nodiscard]] Result<std::string> sha256_of_file(FileSystem& disk, const std::filesystem::path& path,
                                                 const CancelToken& cancel = {},
                                                 const std::function<void(std::uint64_t)>& on_bytes = {});

}  // namespace timbre
