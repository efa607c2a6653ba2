#pragma once
/// The use cases behind `timbre audit` and the log's part of the API: what is in the log, whether it is whole, proofs
/// from it, and who made what with which voice. The JSON is what docs/api/openapi.json describes.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "safety/audit_head.h"
#include "safety/audit_verify.h"
#include "studio/safety_desk.h"

namespace timbre::studio {

/// {"size", "records": [{"number", "time", "act", "voice_id", "voice", "details", "sha256"}], "more"}, newest first.
[[nodiscard]] Result<Json> audit_page(SafetyDesk& desk, store::AuditQuery query);
/// {"size", "root", "time", "signature", "public_key", "signed"}; "signed" is the head's text, to be kept elsewhere.
/// Null while the log is empty.
[[nodiscard]] Result<Json> audit_head(SafetyDesk& desk);
/// {"ok", "size", "root", "head", "problem", "problems", "heads", "first_bad"}.
[[nodiscard]] Result<Json> audit_verdict(SafetyDesk& desk, std::vector<safety::NamedHead> pinned = {});
/// {"number", "size", "leaf", "root", "path"}, and with `old_size` "old_size", "old_root", "consistency". NotFound for
/// a number, InvalidInput for an old size, that the log does not have.
[[nodiscard]] Result<Json> audit_proof(SafetyDesk& desk, std::uint64_t number,
                                       std::optional<std::uint64_t> old_size = {});
/// {"voices": […], "totals": {…}, "limits": […]}: what the records say, and what the limits still allow all together.
[[nodiscard]] Result<Json> usage(SafetyDesk& desk);

/// Records as JSON lines and the signed head as the last, for others to verify. Denied where the file is there.
[[nodiscard]] Result<std::uint64_t> export_audit(SafetyDesk& desk, const std::filesystem::path& path, FileSystem& disk);
/// Verifies such a file without any database. Heads of other keys than `key` are a problem where one is given.
[[nodiscard]] Result<Json> verify_audit_file(const std::filesystem::path& path, FileSystem& disk,
                                             std::vector<safety::NamedHead> pinned,
                                             std::optional<Ed25519PublicKey> key);
/// A head that somebody kept. Errors of reading; Corrupt naming the file.
[[nodiscard]] Result<safety::NamedHead> read_head(const std::filesystem::path& path, FileSystem& disk);

}  // namespace timbre::studio
