#include "studio/audit_json.h"

#include <map>

#include "base/encoding.h"
#include "base/utc_time.h"
#include "base/utf8.h"

namespace timbre::studio {
namespace {

using safety::AuditHead;
using safety::NamedHead;

constexpr std::uintmax_t kMaxHeadBytes = 4096;
/// A hundred million bytes are three hundred thousand records.
constexpr std::uintmax_t kMaxExportBytes = std::uintmax_t{1} << 30;

Result<std::map<std::string, std::string>> voice_names(SafetyDesk& desk) {
  TRY(const auto voices, desk.store().voices());
  std::map<std::string, std::string> names;
  for (const safety::Voice& voice : voices) names[voice.id] = voice.name;
  return names;
}

Json name_in(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? Json() : Json(found->second);
}

Result<Json> head_json(const std::string& text) {
  TRY(const AuditHead head, safety::parse_head(text));
  const Json raw = Json::parse(text);
  return Json{{"size", head.size},
              {"root", to_hex(head.root)},
              {"time", rfc3339(head.time_ms)},
              {"signature", raw["signature"]},
              {"public_key", to_base64(head.key)},
              {"signed", text}};
}

Json verdict_json(const safety::AuditVerdict& verdict) {
  const bool is_whole = verdict.problem_count == 0;
  return {{"ok", is_whole},
          {"size", verdict.record_count},
          {"root", to_hex(verdict.root)},
          {"heads", verdict.head_count},
          {"problem", is_whole ? Json() : Json(valid_utf8(verdict.problems.front()))},
          {"problems", verdict.problem_count},
          {"first_bad", verdict.first_bad ? Json(*verdict.first_bad) : Json()}};
}

Json path_json(const safety::Proof& proof) {
  Json path = Json::array();
  for (const safety::TreeHash& hash : proof) path.push_back(to_hex(hash));
  return path;
}

}  // namespace

Result<Json> audit_page(SafetyDesk& desk, store::AuditQuery query) {
  const std::size_t limit = query.limit;
  ++query.limit;  // one more tells whether there are more
  TRY(auto records, desk.log().list(query));
  TRY(const auto newest, desk.log().list({.limit = 1}));
  TRY(const auto names, voice_names(desk));
  const bool has_more = records.size() > limit;
  if (has_more) records.pop_back();
  Json all = Json::array();
  for (const safety::AuditRecord& record : records) {
    TRY(const std::string text, safety::record_text(record));
    all.push_back({{"number", record.number},
                   {"time", rfc3339(record.time_ms)},
                   {"act", record.act},
                   {"voice_id", record.voice_id},
                   {"voice", name_in(names, record.voice_id)},
                   {"details", record.details},
                   {"sha256", sha256_hex(text)}});
  }
  const std::uint64_t size = newest.empty() ? 0 : newest.front().number + 1;
  return Json{{"size", size}, {"records", std::move(all)}, {"more", has_more}};
}

Result<Json> audit_head(SafetyDesk& desk) {
  const auto text = desk.log().head();
  if (!text.ok() && text.error().kind == ErrorKind::NotFound) return Json();
  if (!text.ok()) return text.error();
  return head_json(*text);
}

Result<Json> audit_verdict(SafetyDesk& desk, std::vector<NamedHead> pinned) {
  TRY(const auto verdict, desk.log().verify(std::move(pinned)));
  Json json = verdict_json(verdict);
  const auto head = audit_head(desk);
  json["head"] = head.ok() ? *head : Json();  // a damaged one is among the problems
  return json;
}

Result<Json> audit_proof(SafetyDesk& desk, std::uint64_t number, std::optional<std::uint64_t> old_size) {
  TRY([[maybe_unused]] const std::string text, desk.log().record(number));
  TRY(const auto leaves, desk.log().leaves());
  if (number >= leaves.size()) {
    return Error{ErrorKind::Corrupt, "the log has " + std::to_string(leaves.size()) + " records and one numbered " +
                                         std::to_string(number) + "; run timbre audit verify"};
  }
  Json json{{"number", number},
            {"size", leaves.size()},
            {"leaf", to_hex(leaves[number])},
            {"root", to_hex(safety::merkle_root(leaves))},
            {"path", path_json(safety::inclusion_proof(leaves, number))}};
  if (!old_size) return json;
  if (*old_size == 0 || *old_size > leaves.size()) {
    return Error{ErrorKind::InvalidInput, "an earlier size must be from 1 to " + std::to_string(leaves.size()) +
                                              ", not " + std::to_string(*old_size)};
  }
  json["old_size"] = *old_size;
  json["old_root"] = to_hex(safety::merkle_root(std::span(leaves).first(*old_size)));
  json["consistency"] = path_json(safety::consistency_proof(leaves, *old_size));
  return json;
}

Result<std::uint64_t> export_audit(SafetyDesk& desk, const std::filesystem::path& path, FileSystem& disk) {
  TRY(const auto file, disk.open_for_writing(path, WriteMode::CreateNewPrivate));
  std::uint64_t count = 0;
  const auto head = desk.log().read_all([&](std::string_view text) -> Result<void> {
    ++count;
    return file->write(std::string(text) + "\n");
  });
  Result<void> done = head.ok() ? file->write(*head + "\n") : Result<void>(head.error());
  if (done.ok()) done = file->sync();
  if (done.ok()) return count;
  [[maybe_unused]] const auto removed = disk.remove(path);
  return done.error();
}

Result<Json> verify_audit_file(const std::filesystem::path& path, FileSystem& disk, std::vector<NamedHead> pinned,
                               std::optional<Ed25519PublicKey> key) {
  TRY(const std::string bytes, disk.read(path, kMaxExportBytes));
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    lines.push_back(std::string_view(bytes).substr(at, end - at));
    at = end + 1;
  }
  if (lines.empty()) return Error{ErrorKind::InvalidInput, "'" + path.string() + "' is empty"};
  const std::string head_text(lines.back());
  const auto head = safety::parse_head(head_text);
  std::vector<Ed25519PublicKey> keys;
  for (const NamedHead& one : pinned) keys.push_back(one.head.key);
  if (head.ok()) {
    pinned.push_back({"its signed head", *head});
    lines.pop_back();
  }
  safety::AuditVerifier verifier(std::move(pinned), keys);
  if (!head.ok()) verifier.add_problem("its last line: " + head.error().message);
  if (head.ok() && key && head->key != *key) {
    verifier.add_problem("it is signed by the key " + to_base64(head->key) + ", not by the one given");
  }
  for (std::size_t i = 0; i < lines.size(); ++i) verifier.push(i, lines[i]);
  const auto verdict = verifier.finish();
  Json json = verdict_json(verdict);
  json["head"] = nullptr;
  if (!head.ok()) return json;
  if (head->size != verdict.record_count) {
    json["ok"] = false;
    json["problem"] = "its head is of " + std::to_string(head->size) + " records, and it holds " +
                      std::to_string(verdict.record_count);
  }
  TRY(json["head"], head_json(head_text));
  return json;
}

Result<NamedHead> read_head(const std::filesystem::path& path, FileSystem& disk) {
  TRY(const std::string text, disk.read(path, kMaxHeadBytes));
  const auto head = safety::parse_head(text);
  if (!head.ok()) return Error{head.error().kind, "'" + path.string() + "': " + head.error().message};
  return NamedHead{"the head in '" + path.string() + "'", *head};
}

}  // namespace timbre::studio
