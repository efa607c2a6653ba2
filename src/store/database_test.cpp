// Rung: exact, and property: what was committed is there, what was not is not.
#include "store/database.h"

#include <fstream>
#include <gtest/gtest.h>

#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

std::int64_t count(Database& database, const std::string& table) {
  auto statement = database.prepare("SELECT count(*) FROM " + table).value();
  EXPECT_TRUE(statement.step().value());
  return statement.integer(0);
}

TEST(Database, KeepsWhatWasCommittedAndNothingElse) {
  const TemporaryFolder folder;
  {
    Database database = Database::open(folder.path() / "t.db").value();
    ASSERT_TRUE(database.execute("CREATE TABLE t (a, b)").ok());
    auto first = Transaction::begin(database).value();
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1, 'x')").ok());
    ASSERT_TRUE(first.commit().ok());
    auto second = Transaction::begin(database).value();
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES (2, 'y')").ok());
  }
  Database database = Database::open(folder.path() / "t.db").value();
  EXPECT_EQ(count(database, "t"), 1);
}

TEST(Database, BindsAndReadsEveryType) {
  const TemporaryFolder folder;
  Database database = Database::open(folder.path() / "t.db").value();
  ASSERT_TRUE(database.execute("CREATE TABLE t (a, b, c, d, e)").ok());
  auto insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)").value();
  insert.bind(0, std::int64_t{-7});
  insert.bind(1, 0.25);
  insert.bind(2, std::string_view("na\0me", 5));
  insert.bind_bytes(3, std::string_view("\xff\x00", 2));
  insert.bind(4, std::optional<double>());
  ASSERT_TRUE(insert.run().ok());
  auto select = database.prepare("SELECT * FROM t").value();
  ASSERT_TRUE(select.step().value());
  EXPECT_EQ(select.integer(0), -7);
  EXPECT_EQ(select.real(1), 0.25);
  EXPECT_EQ(select.text(2), std::string("na\0me", 5));
  EXPECT_EQ(select.text(3), std::string("\xff\x00", 2));
  EXPECT_TRUE(select.is_null(4));
  EXPECT_FALSE(select.optional_real(4).has_value());
  EXPECT_FALSE(select.step().value());
}

TEST(Database, AFileThatIsNoneIsCorruptAndLeftAlone) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "t.db";
  std::ofstream(path) << std::string(5000, 'x');
  const auto opened = Database::open(path);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(opened.error().message.find("t.db"), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(path), 5000U);
}

TEST(Database, AMissingFolderIsNamed) {
  const auto opened = Database::open("/nonexistent/folder/t.db");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().kind, ErrorKind::NotFound);
}

TEST(Database, CopiesWhileATransactionIsOpenElsewhere) {
  const TemporaryFolder folder;
  Database database = Database::open(folder.path() / "t.db").value();
  ASSERT_TRUE(database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)").ok());
  Database other = Database::open(folder.path() / "t.db").value();
  auto open_elsewhere = Transaction::begin(other).value();
  ASSERT_TRUE(other.execute("INSERT INTO t VALUES (2)").ok());
  ASSERT_TRUE(database.copy_to(folder.path() / "copy.db").ok());
  Database copy = Database::open(folder.path() / "copy.db").value();
  EXPECT_EQ(count(copy, "t"), 1);
  EXPECT_FALSE(database.copy_to(folder.path() / "copy.db").ok()) << "an existing file is never overwritten";
}

}  // namespace
}  // namespace timbre::store
