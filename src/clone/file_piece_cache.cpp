#include "clone/file_piece_cache.h"

#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace timbre::clone {
namespace {

constexpr std::size_t kLongestId = 64;
constexpr std::size_t kKeyDigits = 64;

bool is_plain(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; }
bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

Result<void> check_voice(const std::string& id) {
  if (!id.empty() && id.size() <= kLongestId && std::all_of(id.begin(), id.end(), is_plain)) return {};
  return Error{ErrorKind::InvalidInput, "voice id '" + printable(id) + "' names no folder; nothing of it is kept"};
}

Result<std::filesystem::path> place_of(const std::filesystem::path& folder, const std::string& voice_id,
                                       const std::string& key) {
  TRY_VOID(check_voice(voice_id));
  if (key.size() != kKeyDigits || !std::all_of(key.begin(), key.end(), is_hex)) {
    return Error{ErrorKind::InvalidInput, "'" + printable(key) + "' is no key of a piece: 64 hexadecimal digits"};
  }
  return folder / voice_id / key;
}

struct Kept {
  std::chrono::system_clock::time_point made;
  std::filesystem::path path;
  std::uintmax_t bytes = 0;
};

Result<std::vector<Kept>> list(FileSystem& disk, const std::filesystem::path& folder) {
  std::vector<Kept> found;
  TRY(const FileStatus there, disk.status(folder));
  if (there.kind != FileKind::Directory) return found;
  TRY(const auto paths, disk.list_recursively(folder));
  for (const auto& path : paths) {
    TRY(const FileStatus status, disk.status(path));
    found.push_back({status.modified.value_or(std::chrono::system_clock::time_point()), path, status.size_bytes});
  }
  std::sort(found.begin(), found.end(),
            [](const Kept& a, const Kept& b) { return std::tie(a.made, a.path) < std::tie(b.made, b.path); });
  return found;
}

std::uintmax_t sum(const std::vector<Kept>& all) {
  std::uintmax_t bytes = 0;
  for (const Kept& kept : all) bytes += kept.bytes;
  return bytes;
}

}  // namespace

Result<std::optional<std::string>> FilePieceCache::get(const std::string& voice_id, const std::string& key) {
  TRY(const std::filesystem::path path, place_of(folder_, voice_id, key));
  auto bytes = disk_.read(path, kMostPieceBytes);
  if (bytes.ok()) return std::optional(std::move(bytes).value());
  if (bytes.error().kind == ErrorKind::NotFound) return std::optional<std::string>();
  return bytes.error();
}

Result<void> FilePieceCache::put(const std::string& voice_id, const std::string& key, std::string_view sealed) {
  TRY(const std::filesystem::path path, place_of(folder_, voice_id, key));
  if (sealed.size() > std::min(kMostPieceBytes, most_bytes_)) return {};
  const std::lock_guard lock(mutex_);
  TRY_VOID(make_room(sealed.size()));
  TRY_VOID(disk_.create_folders(path.parent_path()));
  TRY_VOID(disk_.write_atomically(path, sealed));
  *used_bytes_ += sealed.size();
  return {};
}

Result<void> FilePieceCache::make_room(std::uintmax_t bytes) {
  if (used_bytes_ && *used_bytes_ + bytes <= most_bytes_) return {};
  TRY(const std::vector<Kept> all, list(disk_, folder_));
  used_bytes_ = sum(all);
  for (const Kept& oldest : all) {
    if (*used_bytes_ + bytes <= most_bytes_) break;
    TRY_VOID(disk_.remove(oldest.path));
    *used_bytes_ -= oldest.bytes;
  }
  return {};
}

Result<std::size_t> FilePieceCache::forget_voice(const std::string& voice_id) {
  TRY_VOID(check_voice(voice_id));
  const std::lock_guard lock(mutex_);
  const std::filesystem::path folder = folder_ / voice_id;
  TRY(const std::vector<Kept> all, list(disk_, folder));
  for (const Kept& kept : all) TRY_VOID(disk_.remove(kept.path));
  used_bytes_.reset();
  TRY([[maybe_unused]] const bool removed, disk_.remove_empty_folder(folder));
  return all.size();
}

Result<std::uintmax_t> FilePieceCache::size_bytes() {
  const std::lock_guard lock(mutex_);
  TRY(const std::vector<Kept> all, list(disk_, folder_));
  return sum(all);
}

}  // namespace timbre::clone
