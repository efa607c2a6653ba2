#pragma once
/// What must leave a trace. The port: whoever acts appends first and answers afterwards. The record's form, the tree
/// and its proofs: audit_record.h, merkle_tree.h; on disk: store/audit_store.h.

#include <cstdint>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace timbre::safety {

/// Closed list; the words of to_string() are what stands in the log and never change.
enum class AuditAct {
  VoiceMade,
  ConsentStarted,
  ConsentChecked,
  ConsentGiven,
  ConsentRefused,
  ConsentRevoked,
  CloneAsked,
  CloneMade,
  CloneRefused,
  WatermarkEmbedded,
  WatermarkDetected,
  Exported,
  KeyMade,
  KeyExported,
  LimitHit,
};

/// consent_given, clone_made and so on.
[[nodiscard]] const char* to_string(AuditAct act);

/// Personal data minimal: ids, hashes, lengths, numbers, outcomes. Never audio, key material or the text spoken.
struct AuditEvent {
  AuditAct act = AuditAct::CloneAsked;
  std::string voice_id;           ///< empty where no voice is concerned
  Json details = Json::object();  ///< flat: strings, integers, booleans; no floating point (canonical JSON)
};

/// Where an event stands in the log.
struct AuditReceipt {
  std::uint64_t index = 0;  ///< from 0
  std::string record_sha256;
};

class AuditLog {
 public:
  virtual ~AuditLog() = default;
  /// When this returns well the record survives kill -9 and a power cut. When it fails the act must not happen.
  /// Thread-safe.
  [[nodiscard]] virtual Result<AuditReceipt> append(const AuditEvent& event) = 0;
};

}  // namespace timbre::safety
