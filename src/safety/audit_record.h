#pragma once
/// One record of the log: its canonical JSON is the tree's entry, byte for byte. docs/audit.md.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "safety/audit_log.h"

namespace timbre::safety {

struct AuditRecord {
  std::uint64_t number = 0;  ///< from 0
  std::int64_t time_ms = 0;  ///< Unix milliseconds UTC, as the machine's clock had it
  std::string act;           ///< to_string(AuditAct)
  std::string voice_id;      ///< may be empty
  Json details;              ///< flat; null stands for none
  std::string prev;          ///< SHA-256 of the record before, in hexadecimal; 64 zeros for the first
};

inline constexpr std::size_t kMaxRecordBytes = 16 * 1024;

/// `prev` of record 0.
[[nodiscard]] std::string no_record_before();

/// Canonical JSON (base/canonical_json.h) with the keys act, details, number, prev, time_ms, version, voice.
/// InvalidInput for details that are nested, hold floating point, or make more than kMaxRecordBytes.
[[nodiscard]] Result<std::string> record_text(const AuditRecord& record);

/// Corrupt for everything but what record_text() writes.
[[nodiscard]] Result<AuditRecord> parse_record(std::string_view text);

}  // namespace timbre::safety
