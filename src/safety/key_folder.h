#pragma once
/// The installation's two secrets, in <data>/keys (rights 0700, files 0600): the watermark key and the key that signs
/// the log's heads. Each is made on first use; whoever else uses the folder at that moment gets the same one.

#include <filesystem>

#include "base/ed25519.h"
#include "base/file_system.h"
#include "base/random.h"
#include "base/result.h"
#include "safety/audit_log.h"
#include "safety/watermark_key.h"

namespace timbre::safety {

/// Thread-safe, and across processes. Every call fails with Denied where a key file is not the owner's alone, Corrupt
/// where it is not 32 bytes long; the message says what to do.
class KeyFolder {
 public:
  KeyFolder(const std::filesystem::path& data_folder, FileSystem& disk, Random& random);

  /// Made on first use, with key_made in the log before it gets its name.
  [[nodiscard]] Result<WatermarkKey> watermark_key(AuditLog& log);
  /// Made on first use. Its key_made record is written by the log that it signs (store/audit_store.h).
  [[nodiscard]] Result<Ed25519Seed> signing_key();
  /// As signing_key(), but NotFound where none was made.
  [[nodiscard]] Result<Ed25519Seed> existing_signing_key();
  /// Copies the watermark key to a new file that only the owner may read, with key_exported in the log first. Denied
  /// where the file is there already.
  [[nodiscard]] Result<void> export_watermark_key(const std::filesystem::path& path, AuditLog& log);

 private:
  [[nodiscard]] Result<std::string> key_of(const std::filesystem::path& path, AuditLog* log);
  [[nodiscard]] Result<void> make_key(const std::filesystem::path& path, AuditLog* log);

  std::filesystem::path folder_;
  FileSystem& disk_;
  Random& random_;
};

/// A key that was exported. Errors as KeyFolder's calls; NotFound.
[[nodiscard]] Result<WatermarkKey> read_watermark_key(const std::filesystem::path& path, FileSystem& disk);

/// Names a key without telling it: 16 hexadecimal digits of a SHA-256 of a fixed prefix and the key.
[[nodiscard]] std::string fingerprint(const WatermarkKey& key);
/// The same for the public key that checks heads.
[[nodiscard]] std::string fingerprint(const Ed25519PublicKey& key);

}  // namespace timbre::safety
