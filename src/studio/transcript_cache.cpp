#include "studio/transcript_cache.h"

#include <vector>

#include "base/sha256.h"
#include "studio/speech_gate.h"

namespace timbre::studio {
namespace {

constexpr int kVersion = 1;
// Three hours of quick speech are under 6 MB.
constexpr std::uintmax_t kEntryBytes = 32'000'000;

Json as_json(const TranscriptKey& key) {
  return {{"version", kVersion},
          {"gate", kSpeechGateVersion},
          {"content_sha256", key.content_sha256},
          {"engine", key.engine},
          {"language", key.language}};
}

std::string file_name_of(const TranscriptKey& key) {
  const std::string all = as_json(key).dump(-1, ' ', false, Json::error_handler_t::replace);
  return key.content_sha256 + "-" + sha256_hex(all) + ".json";
}

}  // namespace

std::optional<Json> TranscriptCache::read(const std::filesystem::path& path, const TranscriptKey& key) {
  const Result<std::string> bytes = disk_.read(path, kEntryBytes);
  if (!bytes.ok()) return std::nullopt;
  Json json = Json::parse(*bytes, nullptr, false);
  if (!json.is_object() || json.value("key", Json()) != as_json(key) || !json.contains("entry")) return std::nullopt;
  return json["entry"];
}

std::optional<Json> TranscriptCache::find(const TranscriptKey& key) {
  const std::string name = file_name_of(key);
  if (auto entry = read(folder_ / "recent" / name, key)) return entry;
  auto entry = read(folder_ / "older" / name, key);
  if (entry) keep(key, *entry);
  return entry;
}

void TranscriptCache::keep(const TranscriptKey& key, const Json& entry, std::size_t most_entries,
                           std::uintmax_t most_bytes) {
  make_room(most_entries, most_bytes);
  if (!disk_.create_folders(folder_ / "recent").ok()) return;
  const Json json{{"key", as_json(key)}, {"entry", entry}};
  const std::string bytes = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  [[maybe_unused]] const Result<void> written =
      disk_.write_atomically(folder_ / "recent" / file_name_of(key), bytes);  // not kept: heard again next time
}

void TranscriptCache::forget(const std::string& content_sha256) {
  for (const char* generation : {"recent", "older"}) {
    const auto files = disk_.list_recursively(folder_ / generation);
    if (!files.ok()) continue;
    for (const auto& path : *files) {
      if (path.filename().string().starts_with(content_sha256 + "-")) (void)disk_.remove(path).ok();
    }
  }
}

void TranscriptCache::make_room(std::size_t most_entries, std::uintmax_t most_bytes) {
  const auto recent = disk_.list_recursively(folder_ / "recent");
  if (!recent.ok()) return;
  std::uintmax_t bytes = 0;
  for (const auto& path : *recent) {
    const auto status = disk_.status(path);
    if (status.ok()) bytes += status->size_bytes;
  }
  if (recent->size() < most_entries && bytes < most_bytes) return;
  const auto older = disk_.list_recursively(folder_ / "older");
  if (older.ok()) {
    for (const auto& path : *older) (void)disk_.remove(path).ok();
  }
  if (!disk_.create_folders(folder_ / "older").ok()) return;
  for (const auto& path : *recent) (void)disk_.rename(path, folder_ / "older" / path.filename()).ok();
}

}  // namespace timbre::studio
