#pragma once
/// The port to where voices and consents lie: store/consent_store.h on disk, testing/memory_consent_storage.h in tests.
/// A call that returned well survives a crash; one that failed changed nothing. Thread-safe; several processes may work
/// on the same data.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "safety/consent_record.h"

namespace timbre::safety {

/// What a revocation did, for people and the log.
struct Deleted {
  std::int64_t consents = 0;    ///< that are revoked now
  std::int64_t embeddings = 0;  ///< deleted
  std::int64_t references = 0;  ///< takes and files of the voice that are to be deleted, listed as pending
};

class ConsentStorage {
 public:
  virtual ~ConsentStorage() = default;

  [[nodiscard]] virtual Result<void> add_voice(const Voice& voice) = 0;
  /// NotFound.
  [[nodiscard]] virtual Result<Voice> voice(const std::string& id) = 0;
  /// The one of that name that is not revoked.
  [[nodiscard]] virtual Result<std::optional<Voice>> voice_named(const std::string& name) = 0;
  /// Newest first, tombstones too.
  [[nodiscard]] virtual Result<std::vector<Voice>> voices() = 0;

  [[nodiscard]] virtual Result<void> add_consent(const ConsentRecord& record) = 0;
  /// NotFound.
  [[nodiscard]] virtual Result<ConsentRecord> consent(const std::string& id) = 0;
  /// Newest first.
  [[nodiscard]] virtual Result<std::vector<ConsentRecord>> consents() = 0;
  /// Uses up one try of an open consent that has fewer than `limit`: false where there is none left or it is not open
  /// any more.
  [[nodiscard]] virtual Result<bool> use_try(const std::string& id, std::int64_t limit) = 0;
  /// Writes state, strength, speaker check, times, sums and checks of an open consent; false where it is not open any
  /// more, or its voice is revoked.
  [[nodiscard]] virtual Result<bool> conclude(const ConsentRecord& record) = 0;

  /// Keeps what was handed in (a recording, a document), for its owner alone, under its SHA-256.
  [[nodiscard]] virtual Result<void> keep_evidence(const std::string& sha256, std::string_view bytes) = 0;

  /// One that is not there is no error.
  [[nodiscard]] virtual Result<void> drop_evidence(const std::string& sha256) = 0;

  /// The voice becomes a tombstone and its open and given consents revoked; its embeddings and evidence go, its
  /// references are listed as pending deletion. In one step but for the files of evidence, which go behind it.
  /// NotFound.
  [[nodiscard]] virtual Result<Deleted> revoke_voice(const std::string& voice_id, std::int64_t now_ms) = 0;
};

}  // namespace timbre::safety
