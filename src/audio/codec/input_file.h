#pragma once
/// Opens what a user named, and refuses what cannot be a recording before any of it is read.

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

namespace timbre::audio {

/// Standard input is kept on disk while it is decoded; more than this is refused. 2 GiB is three hours of 48 kHz
/// stereo 16-bit, and less than a temporary folder usually has.
inline constexpr std::uint64_t kMaxStandardInputBytes = 2ULL << 30U;

/// What a file was like at one moment; compared at the end to see whether it changed meanwhile.
struct FileStamp {
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

struct InputFile {
  UniqueFd fd;
  FileStamp stamp;
};

/// Opens without waiting (a FIFO with no writer would block for ever). NotFound, Denied, or InvalidInput for a folder,
/// FIFO, socket or device, and for an empty file. The message names the file and says what to do.
[[nodiscard]] Result<InputFile> open_input_file(const std::filesystem::path& path);

/// The same checks for a descriptor that is already open.
[[nodiscard]] Result<InputFile> check_input_fd(UniqueFd fd, const std::string& shown_name);

/// Reads `fd` to its end into a file without a name. InvalidInput over `limit_bytes`.
[[nodiscard]] Result<UniqueFd> spool(int fd, std::uint64_t limit_bytes = kMaxStandardInputBytes);

[[nodiscard]] Result<FileStamp> stamp_of(int fd);

}  // namespace timbre::audio
