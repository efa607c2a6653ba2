#pragma once
/// A recording in a form that every browser plays: as it came where browsers know it, else decoded.

#include <filesystem>
#include <mutex>
#include <string>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::studio {

/// Whether browsers play the file as it is, by its first bytes: WAV with integers up to 32 bits, 32-bit floats, A-law
/// or µ-law; FLAC, MP3, Ogg, WebM and MP4.
[[nodiscard]] bool is_playable(const std::filesystem::path& path);

/// Decoded recordings, kept in a folder so that a player may jump about in them. Thread-safe.
class PlayableSounds {
 public:
  /// More than this is not kept: what was made longest ago goes first.
  static constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;

  PlayableSounds(FileSystem& disk, std::filesystem::path folder) : disk_(disk), folder_(std::move(folder)) {}

  /// `original` itself where it is playable, else a WAV file with all its samples. `name` is a plain file name that
  /// tells recordings apart (their SHA-256). Errors of decoding and writing.
  [[nodiscard]] Result<std::filesystem::path> path_for(const std::string& name, const std::filesystem::path& original);
  /// What was kept of a recording that was deleted for good.
  [[nodiscard]] Result<void> forget(const std::string& name);

 private:
  [[nodiscard]] Result<void> decode(const std::filesystem::path& original, const std::filesystem::path& kept);
  [[nodiscard]] Result<void> make_room(const std::filesystem::path& newest);

  FileSystem& disk_;
  std::filesystem::path folder_;
  std::mutex mutex_;
};

}  // namespace timbre::studio
