#pragma once
/// SQLite with its errors as values. The only place that speaks to it; the tables are in migrations.h.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace timbre::store {

/// A prepared statement. Parameters and columns count from 0. Not thread-safe; must not outlive its Database.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* raw);
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  void bind(int index, std::int64_t value);
  void bind(int index, double value);
  void bind(int index, std::string_view text);  ///< copied; must be UTF-8
  void bind_bytes(int index, std::string_view bytes);
  void bind_null(int index);
  template <typename T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      bind_null(index);
    }
  }

  /// Goes to the next row; false after the last.
  [[nodiscard]] Result<bool> step();
  /// Runs a statement whose rows nobody wants.
  [[nodiscard]] Result<void> run();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  [[nodiscard]] std::optional<double> optional_real(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* raw) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> raw_;
};

/// One connection: write-ahead log, full synchronisation (a commit that returned survives a power cut), foreign keys.
/// Not thread-safe.
class Database {
 public:
  /// Opens or makes the file. Corrupt when it is no database, Unavailable when the disk is full or another process
  /// holds it for longer than 5 s, Denied or NotFound as the file system says.
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& path);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// Runs one or more statements without parameters.
  [[nodiscard]] Result<void> execute(const std::string& sql);
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// Rows changed by the last statement.
  [[nodiscard]] std::int64_t changes() const;
  /// Copies the whole database, consistent while others write, to a file that must not exist.
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& path);

 private:
  struct Close {
    void operator()(sqlite3* raw) const;
  };
  explicit Database(sqlite3* raw);
  std::unique_ptr<sqlite3, Close> raw_;
};

/// All or nothing: rolls back when destroyed before commit() has returned well.
class Transaction {
 public:
  /// Takes the write lock at once, so that what is read stays true until the commit.
  [[nodiscard]] static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace timbre::store
