#pragma once
/// Whether what the database says and what lies on the disk agree, and what can be mended.
///
/// Invariants: the database is sound, every take has its audio with the right size and sum, and nothing else lies
/// among the blobs.

#include <string>
#include <vector>

#include "base/result.h"
#include "store/audit_store.h"
#include "store/take_store.h"

namespace timbre::store {

struct Finding {
  std::string what;          ///< in words, with the name of the take or file
  bool is_repaired = false;  ///< mended in this run
  bool is_loss = false;      ///< sound is missing or damaged: only a backup helps
};

struct Diagnosis {
  std::int64_t take_count = 0;
  std::int64_t blob_count = 0;
  std::vector<Finding> findings;
};

/// The audit log, verified, and the keys' rights: what is wrong is added to the findings. Nothing of it can be mended.
[[nodiscard]] Result<void> examine_safety(AuditStore& log, safety::KeyFolder& keys, Diagnosis& diagnosis);

enum class Repair { No, Yes };

/// Reads every byte of every blob. Repairing removes orphans, and gives a take whose audio is gone or damaged its
/// problem in words; nothing that could still hold sound is ever removed.
[[nodiscard]] Result<Diagnosis> examine(TakeStore& store, Repair repair);

}  // namespace timbre::store
