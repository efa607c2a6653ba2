#pragma once
/// Transcripts that were heard before, kept under cache_folder()/transcripts.
///
/// Two generations: recent/ and older/, a file <sum>-<key>.json each: the samples' sum, and the SHA-256 of all that
/// must be equal for a hit (that sum, the engine's name, the language, the gate's version). When recent/ holds
/// kGenerationEntries or kGenerationBytes, older/ is emptied and recent/ becomes it; a hit in older/ is written to
/// recent/ again. So at most 10,000 entries or 256 MB are kept, and what was used last stays. Losing the cache loses
/// time only: nothing here is an error, and a damaged entry is one that is not there.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/file_system.h"
#include "base/json.h"

namespace timbre::studio {

struct TranscriptKey {
  std::string content_sha256;  ///< of the mono 16 kHz samples, as float in memory order
  std::string engine;          ///< Transcriber::name()
  std::string language;        ///< as asked for; empty: detected
};

class TranscriptCache {
 public:
  static constexpr std::size_t kGenerationEntries = 5000;
  static constexpr std::uintmax_t kGenerationBytes = 128'000'000;

  TranscriptCache(FileSystem& disk, std::filesystem::path folder) : disk_(disk), folder_(std::move(folder)) {}
  /// What was kept for exactly this key.
  [[nodiscard]] std::optional<Json> find(const TranscriptKey& key);
  /// Whole or not at all. The limits are for tests.
  void keep(const TranscriptKey& key, const Json& entry, std::size_t most_entries = kGenerationEntries,
            std::uintmax_t most_bytes = kGenerationBytes);
  /// Removes what any engine heard in samples of that sum.
  void forget(const std::string& content_sha256);

 private:
  [[nodiscard]] std::optional<Json> read(const std::filesystem::path& path, const TranscriptKey& key);
  void make_room(std::size_t most_entries, std::uintmax_t most_bytes);

  FileSystem& disk_;
  std::filesystem::path folder_;
};

}  // namespace timbre::studio
