#include "safety/key_folder.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/sha256.h"

namespace timbre::safety {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kWatermarkFile = "watermark.key";
constexpr std::string_view kSigningFile = "audit-signing.key";
constexpr int kLockTries = 100;
constexpr std::chrono::milliseconds kLockPause{50};

std::string fingerprint_of(std::string_view prefix, std::span<const std::uint8_t> key) {
  Sha256 sum;
  sum.push(prefix);
  sum.push({reinterpret_cast<const char*>(key.data()), key.size()});
  return sum.finish_hex().substr(0, 16);
}

std::array<std::uint8_t, kKeyBytes> array_of(std::string_view bytes) {
  std::array<std::uint8_t, kKeyBytes> out{};
  std::copy_n(bytes.begin(), kKeyBytes, out.begin());
  return out;
}

AuditEvent key_event(AuditAct act, const std::string& bytes) {
  return {act, "", {{"key", "watermark"}, {"fingerprint", fingerprint(WatermarkKey{array_of(bytes)})}}};
}

/// Written and on the disk, or not there.
Result<void> write_private(FileSystem& disk, const std::filesystem::path& path, std::string_view bytes) {
  TRY(const auto file, disk.open_for_writing(path, WriteMode::CreateNewPrivate));
  Result<void> written = file->write(bytes);
  if (written.ok()) written = file->sync();
  if (!written.ok()) {
    [[maybe_unused]] const auto removed = disk.remove(path);
  }
  return written;
}

/// The lock of a folder, waited for: whoever holds it makes one key and is done.
Result<std::unique_ptr<FileLock>> wait_for_lock(FileSystem& disk, const std::filesystem::path& path) {
  for (int i = 0;; ++i) {
    auto lock = disk.lock(path);
    if (lock.ok() || lock.error().kind != ErrorKind::Unavailable || i == kLockTries) return lock;
    std::this_thread::sleep_for(kLockPause);
  }
}

Result<std::string> read_key(FileSystem& disk, const std::filesystem::path& path) {
  TRY(const FileStatus found, disk.status(path));
  if (found.kind == FileKind::Missing) {
    return Error{ErrorKind::NotFound, "there is no key '" + path.string() + "' yet"};
  }
  if (!found.is_owner_only) {
    return Error{ErrorKind::Denied, "'" + path.string() +
                                        "' may be read by others than its owner, so it is not used; " +
                                        "if nobody else has seen it: chmod 600 '" + path.string() + "'"};
  }
  if (found.kind != FileKind::Regular || found.size_bytes != kKeyBytes) {
    return Error{ErrorKind::Corrupt, "'" + path.string() + "' is " + std::to_string(found.size_bytes) +
                                         " bytes long and a key has 32; put it back from a backup, because what was " +
                                         "made with it cannot be recognised with another"};
  }
  return disk.read(path, kKeyBytes);
}

}  // namespace

std::string fingerprint(const WatermarkKey& key) { return fingerprint_of("timbre watermark key\n", key.bytes); }
std::string fingerprint(const Ed25519PublicKey& key) { return fingerprint_of("timbre audit public key\n", key); }

KeyFolder::KeyFolder(const std::filesystem::path& data_folder, FileSystem& disk, Random& random)
    : folder_(data_folder / "keys"), disk_(disk), random_(random) {}

Result<void> KeyFolder::make_key(const std::filesystem::path& path, AuditLog* log) {
  std::string bytes;
  while (bytes.size() < kKeyBytes) {
    for (std::uint64_t bits = random_.next(), i = 0; i < 8; ++i, bits >>= 8) bytes += static_cast<char>(bits & 255);
  }
  if (log != nullptr) TRY_VOID(log->append(key_event(AuditAct::KeyMade, bytes)));
  const std::filesystem::path part = path.string() + ".part";
  TRY_VOID(disk_.remove(part));  // what a process left that died here
  TRY_VOID(write_private(disk_, part, bytes));
  return disk_.rename_new(part, path);
}

Result<std::string> KeyFolder::key_of(const std::filesystem::path& path, AuditLog* log) {
  auto known = read_key(disk_, path);
  if (known.ok() || known.error().kind != ErrorKind::NotFound) return known;
  TRY_VOID(disk_.create_folders(folder_));
  std::error_code ignored;  // a disk without rights has none to narrow
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, ignored);
  // one lock for each key: while the watermark key is made, the record of it needs the other key
  TRY(const auto lock, wait_for_lock(disk_, path.string() + ".lock"));
  known = read_key(disk_, path);
  if (known.ok() || known.error().kind != ErrorKind::NotFound) return known;
  TRY_VOID(make_key(path, log));
  return read_key(disk_, path);
}

Result<WatermarkKey> KeyFolder::watermark_key(AuditLog& log) {
  TRY(const std::string bytes, key_of(folder_ / kWatermarkFile, &log));
  return WatermarkKey{array_of(bytes)};
}

Result<Ed25519Seed> KeyFolder::signing_key() {
  TRY(const std::string bytes, key_of(folder_ / kSigningFile, nullptr));
  return Ed25519Seed{array_of(bytes)};
}

Result<Ed25519Seed> KeyFolder::existing_signing_key() {
  TRY(const std::string bytes, read_key(disk_, folder_ / kSigningFile));
  return Ed25519Seed{array_of(bytes)};
}

Result<WatermarkKey> read_watermark_key(const std::filesystem::path& path, FileSystem& disk) {
  TRY(const std::string bytes, read_key(disk, path));
  return WatermarkKey{array_of(bytes)};
}

Result<void> KeyFolder::export_watermark_key(const std::filesystem::path& path, AuditLog& log) {
  TRY(const std::string bytes, key_of(folder_ / kWatermarkFile, &log));
  TRY(const FileStatus found, disk_.status(path));
  if (found.kind != FileKind::Missing) {
    return Error{ErrorKind::Denied, "'" + path.string() + "' is there already; choose another name"};
  }
  TRY_VOID(log.append(key_event(AuditAct::KeyExported, bytes)));
  return write_private(disk_, path, bytes);
}

}  // namespace timbre::safety
