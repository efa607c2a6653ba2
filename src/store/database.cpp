#include "store/database.h"

#include <sqlite3.h>
#include <utility>

namespace timbre::store {
namespace {

ErrorKind kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_IOERR:
      return ErrorKind::Unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorKind::Corrupt;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return ErrorKind::Denied;
    case SQLITE_CANTOPEN:
      return ErrorKind::NotFound;
    default:
      return ErrorKind::Internal;
  }
}

Error error_of(sqlite3* raw, const std::string& doing) {
  const int code = raw != nullptr ? sqlite3_extended_errcode(raw) : SQLITE_NOMEM;
  std::string next;
  if ((code & 0xFF) == SQLITE_FULL) next = "; free some space on this disk";
  if ((code & 0xFF) == SQLITE_BUSY) next = "; another Timbre is using this data folder";
  if (kind_of(code) == ErrorKind::Corrupt) next = "; run timbre doctor, or restore a backup";
  return {kind_of(code), doing + ": " + (raw != nullptr ? sqlite3_errmsg(raw) : "out of memory") + next};
}

constexpr int kBusyMilliseconds = 5000;

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* raw) const { sqlite3_finalize(raw); }
Statement::Statement(sqlite3_stmt* raw) : raw_(raw) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(raw_.get(), index + 1, value); }
void Statement::bind(int index, double value) { sqlite3_bind_double(raw_.get(), index + 1, value); }
void Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(raw_.get(), index + 1, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
}
void Statement::bind_bytes(int index, std::string_view bytes) {
  sqlite3_bind_blob64(raw_.get(), index + 1, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT);
}
void Statement::bind_null(int index) { sqlite3_bind_null(raw_.get(), index + 1); }

Result<bool> Statement::step() {
  const int code = sqlite3_step(raw_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return error_of(sqlite3_db_handle(raw_.get()), "the database refused");
}

Result<void> Statement::run() {
  for (;;) {
    TRY(const bool has_row, step());
    if (!has_row) return {};
  }
}

bool Statement::is_null(int column) const { return sqlite3_column_type(raw_.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(raw_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(raw_.get(), column); }
std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(raw_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(raw_.get(), column))};
}
std::optional<std::string> Statement::optional_text(int column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}
std::optional<std::int64_t> Statement::optional_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}
std::optional<double> Statement::optional_real(int column) const {
  return is_null(column) ? std::nullopt : std::optional(real(column));
}

void Database::Close::operator()(sqlite3* raw) const { sqlite3_close_v2(raw); }
Database::Database(sqlite3* raw) : raw_(raw) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::filesystem::path& path) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return error_of(raw, "cannot open '" + path.string() + "'");
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  const Result<void> set = database.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;");
  if (!set.ok()) return Error{set.error().kind, "'" + path.string() + "': " + set.error().message};
  return database;
}

Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(raw_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return error_of(raw_.get(), "the database refused");
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(raw_.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK) {
    return error_of(raw_.get(), "the database refused");
  }
  return Statement(raw);
}

std::int64_t Database::changes() const { return sqlite3_changes64(raw_.get()); }

Result<void> Database::copy_to(const std::filesystem::path& path) {
  TRY(Statement statement, prepare("VACUUM INTO ?"));
  statement.bind(0, path.string());
  return statement.run();
}

Result<Transaction> Transaction::begin(Database& database) {
  TRY_VOID(database.execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // nothing more can be done with an error here; SQLite rolls back by itself when the connection closes
  [[maybe_unused]] const auto rolled_back = database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  TRY_VOID(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace timbre::store
