#include "store/audit_store.h"

#include <algorithm>
#include <bit>
#include <mutex>

#include "base/encoding.h"
#include "base/utc_time.h"

namespace timbre::store {
namespace {

using safety::AuditHead;
using safety::AuditRecord;
using safety::MerkleFrontier;
using safety::NamedHead;
using safety::TreeHash;

constexpr std::size_t kMaxHeadFileBytes = 4096;
/// A query whose text is no JSON must not fail: such records are verify()'s to tell.
constexpr const char* kListSql =
    "SELECT record FROM audit WHERE number < ?1 AND "
    "CASE WHEN json_valid(record) THEN (?2 = '' OR json_extract(record, '$.voice') = ?2) "
    "AND (?3 = '' OR json_extract(record, '$.act') = ?3) AND json_extract(record, '$.time_ms') >= ?4 "
    "ELSE 0 END ORDER BY number DESC LIMIT ?5";

Error broken(const std::string& why) {
  return {ErrorKind::Corrupt,
          "the audit log was changed behind Timbre's back: " + why +
              "; nothing is done without a record, so run timbre audit verify and restore a backup"};
}

std::optional<MerkleFrontier> frontier_of(std::int64_t size, const std::string& hex) {
  const auto bytes = from_hex(hex);
  const auto count = static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size)));
  if (!bytes || size < 0 || bytes->size() != count * sizeof(TreeHash)) return std::nullopt;
  std::vector<TreeHash> nodes(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::copy_n(bytes->begin() + static_cast<std::ptrdiff_t>(i * sizeof(TreeHash)), sizeof(TreeHash), nodes[i].begin());
  }
  return MerkleFrontier(static_cast<std::uint64_t>(size), std::move(nodes));
}

std::string hex_of(const MerkleFrontier& frontier) {
  std::string hex;
  for (const TreeHash& node : frontier.nodes()) hex += to_hex(node);
  return hex;
}

}  // namespace

std::int64_t AuditStore::now_ms() const { return unix_ms(database_.clock()); }

Result<AuditStore::Tail> AuditStore::read_tail() {
  Tail tail{{}, safety::no_record_before(), {}};
  Database& database = database_.database();
  TRY(Statement frontier, database.prepare("SELECT size, nodes, prev FROM audit_frontier"));
  TRY(const bool has_frontier, frontier.step());
  if (has_frontier) {
    auto kept = frontier_of(frontier.integer(0), frontier.text(1));
    if (!kept) return broken("its frontier is damaged");
    tail.frontier = std::move(*kept);
    tail.prev = frontier.text(2);
  }
  TRY(Statement head, database.prepare("SELECT head FROM audit_heads ORDER BY size DESC LIMIT 1"));
  TRY(const bool has_head, head.step());
  if (!has_head) return tail;
  auto parsed = safety::parse_head(head.text(0));
  if (!parsed.ok()) return broken("its newest head: " + parsed.error().message);
  tail.head = *parsed;
  return tail;
}

Result<void> AuditStore::must_be_whole(const Tail& tail) {
  TRY(Statement last, database_.database().prepare("SELECT number, record FROM audit ORDER BY number DESC LIMIT 1"));
  TRY(const bool has_record, last.step());
  const std::uint64_t size = tail.frontier.size();
  const std::uint64_t count = has_record ? static_cast<std::uint64_t>(last.integer(0)) + 1 : 0;
  if (count != size) return broken("it ends at " + std::to_string(count) + " instead of " + std::to_string(size));
  const bool has_its_sum = !has_record || sha256_hex(last.text(1)) == tail.prev;
  if (!has_its_sum) return broken("its last record is another one");
  const bool has_its_head = tail.head ? tail.head->size == size && tail.head->root == tail.frontier.root() : size == 0;
  if (!has_its_head) return broken("its newest head does not fit its records");
  return {};
}

Result<safety::AuditReceipt> AuditStore::add(Tail& tail, const safety::AuditEvent& event) {
  const std::uint64_t number = tail.frontier.size();
  TRY(const std::string text,
      safety::record_text({number, now_ms(), safety::to_string(event.act), event.voice_id, event.details, tail.prev}));
  TRY(Statement insert, database_.database().prepare("INSERT INTO audit (number, record) VALUES (?, ?)"));
  insert.bind(0, static_cast<std::int64_t>(number));
  insert.bind(1, text);
  TRY_VOID(insert.run());
  tail.frontier.push(safety::leaf_hash(text));
  tail.prev = sha256_hex(text);
  return safety::AuditReceipt{number, tail.prev};
}

Result<std::string> AuditStore::seal(const Tail& tail, const Ed25519Seed& seed) {
  TRY(const Ed25519PublicKey key, ed25519_public_key(seed));
  const std::uint64_t size = tail.frontier.size();
  TRY(std::string text, safety::sign_head({size, tail.frontier.root(), now_ms(), key}, seed));
  Database& database = database_.database();
  TRY(Statement forget, database.prepare("DELETE FROM audit_heads WHERE size % ? <> 0"));
  forget.bind(0, static_cast<std::int64_t>(kHeadsKeptEvery));
  TRY_VOID(forget.run());
  TRY(Statement keep, database.prepare("INSERT OR REPLACE INTO audit_heads (size, head) VALUES (?, ?)"));
  keep.bind(0, static_cast<std::int64_t>(size));
  keep.bind(1, text);
  TRY_VOID(keep.run());
  TRY(Statement frontier,
      database.prepare("INSERT OR REPLACE INTO audit_frontier (id, size, nodes, prev) VALUES (0, ?, ?, ?)"));
  frontier.bind(0, static_cast<std::int64_t>(size));
  frontier.bind(1, hex_of(tail.frontier));
  frontier.bind(2, tail.prev);
  TRY_VOID(frontier.run());
  return text;
}

Result<safety::AuditReceipt> AuditStore::append(const safety::AuditEvent& event) {
  TRY(const Ed25519Seed seed, keys_.signing_key());
  TRY(const Ed25519PublicKey key, ed25519_public_key(seed));
  const std::lock_guard lock(database_.mutex());
  TRY(Transaction transaction, Transaction::begin(database_.database()));
  TRY(Tail tail, read_tail());
  TRY_VOID(must_be_whole(tail));
  if (!tail.head || tail.head->key != key) {
    TRY([[maybe_unused]] const auto made,
        add(tail, {safety::AuditAct::KeyMade, "", {{"key", "audit"}, {"fingerprint", safety::fingerprint(key)}}}));
  }
  TRY(const safety::AuditReceipt receipt, add(tail, event));
  TRY(const std::string head, seal(tail, seed));
  TRY_VOID(transaction.commit());
  // the record is on the disk and will be answered; a head that could not be written here is written by the next one
  [[maybe_unused]] const auto written = database_.disk().write_atomically(head_path(), head + "\n");
  return receipt;
}

Result<std::string> AuditStore::head() {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement select, database_.database().prepare("SELECT head FROM audit_heads ORDER BY size DESC LIMIT 1"));
  TRY(const bool has_head, select.step());
  if (!has_head) return Error{ErrorKind::NotFound, "the audit log is empty: nothing was done yet"};
  return select.text(0);
}

Result<std::vector<AuditRecord>> AuditStore::list(const AuditQuery& query) {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement select, database_.database().prepare(kListSql));
  select.bind(0, query.before ? static_cast<std::int64_t>(*query.before) : INT64_MAX);
  select.bind(1, query.voice_id);
  select.bind(2, query.act);
  select.bind(3, query.since_ms.value_or(INT64_MIN));
  select.bind(4, static_cast<std::int64_t>(query.limit));
  std::vector<AuditRecord> records;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return records;
    auto record = safety::parse_record(select.text(0));
    if (record.ok()) records.push_back(std::move(*record));
  }
}

Result<std::vector<NamedHead>> AuditStore::kept_heads(safety::AuditVerifier& verifier) {
  TRY(Statement select, database_.database().prepare("SELECT size, head FROM audit_heads ORDER BY size"));
  std::vector<NamedHead> heads;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return heads;
    const std::string name = "the kept head " + std::to_string(select.integer(0));
    auto head = safety::parse_head(select.text(1));
    if (!head.ok() || head->size != static_cast<std::uint64_t>(select.integer(0))) {
      verifier.add_problem(name + ": " + (head.ok() ? "it is stored under another size" : head.error().message));
    } else {
      heads.push_back({name, *head});
    }
  }
}

Result<safety::AuditVerdict> AuditStore::verify(std::vector<NamedHead> pinned) {
  std::vector<Ed25519PublicKey> keys;
  for (const NamedHead& one : pinned) keys.push_back(one.head.key);
  const std::lock_guard lock(database_.mutex());
  TRY(const Transaction snapshot, Transaction::begin(database_.database()));
  safety::AuditVerifier early({}, {});
  TRY(auto heads, kept_heads(early));
  std::vector<std::string> problems = early.finish().problems;
  const auto file = database_.disk().read(head_path(), kMaxHeadFileBytes);
  if (file.ok()) {
    auto head = safety::parse_head(*file);
    if (head.ok()) {
      heads.push_back({"audit-head.json", *head});
    } else {
      problems.push_back("audit-head.json: " + head.error().message);
    }
  }
  const bool has_heads = !heads.empty();
  std::move(pinned.begin(), pinned.end(), std::back_inserter(heads));
  safety::AuditVerifier verifier(std::move(heads), keys);
  for (std::string& problem : problems) verifier.add_problem(std::move(problem));
  TRY(Statement select, database_.database().prepare("SELECT number, record FROM audit ORDER BY number"));
  std::uint64_t count = 0;
  for (;; ++count) {
    TRY(const bool has_row, select.step());
    if (!has_row) break;
    verifier.push(static_cast<std::uint64_t>(select.integer(0)), select.text(1));
  }
  if (count > 0 && !has_heads) verifier.add_problem("there are records and not one signed head");
  const auto tail = read_tail();
  const Result<void> whole = tail.ok() ? must_be_whole(*tail) : Result<void>(tail.error());
  if (!whole.ok()) verifier.add_problem(whole.error().message);
  return verifier.finish();
}

Result<std::string> AuditStore::read_all(const std::function<Result<void>(std::string_view)>& take) {
  const std::lock_guard lock(database_.mutex());
  TRY(const Transaction snapshot, Transaction::begin(database_.database()));
  TRY(Statement select, database_.database().prepare("SELECT record FROM audit ORDER BY number"));
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) break;
    TRY_VOID(take(select.text(0)));
  }
  TRY(Statement head, database_.database().prepare("SELECT head FROM audit_heads ORDER BY size DESC LIMIT 1"));
  TRY(const bool has_head, head.step());
  return has_head ? head.text(0) : std::string();
}

Result<std::vector<TreeHash>> AuditStore::leaves() {
  std::vector<TreeHash> all;
  TRY([[maybe_unused]] const auto head, read_all([&](std::string_view text) -> Result<void> {
        all.push_back(safety::leaf_hash(text));
        return {};
      }));
  return all;
}

Result<std::string> AuditStore::record(std::uint64_t number) {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement select, database_.database().prepare("SELECT record FROM audit WHERE number = ?"));
  select.bind(0, static_cast<std::int64_t>(std::min<std::uint64_t>(number, INT64_MAX)));
  TRY(const bool has_row, select.step());
  if (has_row) return select.text(0);
  return Error{ErrorKind::NotFound, "there is no record " + std::to_string(number) + "; timbre audit list shows them"};
}

}  // namespace timbre::store
