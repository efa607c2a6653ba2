#pragma once
/// Voices and consents in safety.db, what was handed in for them as files under consents/ in the data folder, and what
/// else belongs to a voice and must go with it: embeddings and reference takes.

#include <string>
#include <string_view>
#include <vector>

#include "safety/consent_storage.h"
#include "store/safety_database.h"

namespace timbre::store {

/// A take that a revoked voice was made from. Takes lie in another database that one process has open; whoever has it
/// deletes these and says so.
struct PendingDeletion {
  std::string take_id;
  std::string voice_id;
  std::int64_t asked_ms = 0;
};

class ConsentStore : public safety::ConsentStorage {
 public:
  /// `database` must outlive it.
  explicit ConsentStore(SafetyDatabase& database) : database_(database) {}

  [[nodiscard]] Result<void> add_voice(const safety::Voice& voice) override;
  [[nodiscard]] Result<safety::Voice> voice(const std::string& id) override;
  [[nodiscard]] Result<std::optional<safety::Voice>> voice_named(const std::string& name) override;
  [[nodiscard]] Result<std::vector<safety::Voice>> voices() override;
  [[nodiscard]] Result<void> add_consent(const safety::ConsentRecord& record) override;
  [[nodiscard]] Result<safety::ConsentRecord> consent(const std::string& id) override;
  [[nodiscard]] Result<std::vector<safety::ConsentRecord>> consents() override;
  [[nodiscard]] Result<bool> use_try(const std::string& id, std::int64_t limit) override;
  [[nodiscard]] Result<bool> conclude(const safety::ConsentRecord& record) override;
  [[nodiscard]] Result<void> keep_evidence(const std::string& sha256, std::string_view bytes) override;
  [[nodiscard]] Result<void> drop_evidence(const std::string& sha256) override;
  [[nodiscard]] Result<safety::Deleted> revoke_voice(const std::string& voice_id, std::int64_t now_ms) override;

  /// What was handed in. NotFound; Corrupt where the bytes are not those of the name.
  [[nodiscard]] Result<std::string> evidence(const std::string& sha256);

  /// A take serves as reference of a voice. Once for each pair. Denied for a revoked voice.
  [[nodiscard]] Result<void> add_reference(const std::string& voice_id, const std::string& take_id);
  [[nodiscard]] Result<std::vector<std::string>> references(const std::string& voice_id);
  /// What a speaker encoder made of a voice, any bytes. Denied for a revoked voice.
  [[nodiscard]] Result<void> put_embedding(const std::string& voice_id, const std::string& model,
                                           std::string_view bytes);
  [[nodiscard]] Result<std::optional<std::string>> embedding(const std::string& voice_id, const std::string& model);

  [[nodiscard]] Result<std::vector<PendingDeletion>> pending_deletions();
  /// The take is gone.
  [[nodiscard]] Result<void> deletion_done(const std::string& take_id);

 private:
  SafetyDatabase& database_;
};

}  // namespace timbre::store
