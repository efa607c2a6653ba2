#pragma once
/// Finished pieces as files: <folder>/<voice id>/<key>, at most so many bytes of them, the oldest go first.

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>

#include "base/file_system.h"
#include "clone/piece_cache.h"

namespace timbre::clone {

/// For <data>/cache/pieces. Thread-safe; several processes may share a folder, each keeping the limit by its own count.
class FilePieceCache : public PieceCache {
 public:
  static constexpr std::uintmax_t kMostBytes = 512ULL << 20U;      ///< about 90 minutes at 24 kHz
  static constexpr std::uintmax_t kMostPieceBytes = 64ULL << 20U;  ///< one piece; a larger one is not kept

  FilePieceCache(std::filesystem::path folder, FileSystem& disk, std::uintmax_t most_bytes = kMostBytes)
      : folder_(std::move(folder)), disk_(disk), most_bytes_(most_bytes) {}

  /// InvalidInput for a voice id that is no plain name (letters, digits, - and _, 64 at most) or a key that is none.
  [[nodiscard]] Result<std::optional<std::string>> get(const std::string& voice_id, const std::string& key) override;
  [[nodiscard]] Result<void> put(const std::string& voice_id, const std::string& key, std::string_view sealed) override;
  [[nodiscard]] Result<std::size_t> forget_voice(const std::string& voice_id) override;
  /// Bytes that are kept.
  [[nodiscard]] Result<std::uintmax_t> size_bytes();

 private:
  [[nodiscard]] Result<void> make_room(std::uintmax_t bytes);

  std::filesystem::path folder_;
  FileSystem& disk_;
  std::uintmax_t most_bytes_;
  std::mutex mutex_;
  std::optional<std::uintmax_t> used_bytes_;  // none: not counted yet
};

}  // namespace timbre::clone
