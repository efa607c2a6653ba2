// Rung: exact. Every earlier version, with rows in it, becomes the present one and keeps its rows.
#include "store/migrations.h"

#include <gtest/gtest.h>

#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

/// All tables' definitions: what a version is.
std::string definition(Database& database) {
  auto select = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").value();
  std::string all;
  while (select.step().value()) all += select.text(0) + "\n";
  return all;
}

/// A take as it could be written in every version so far.
/// The first in which a take's speaker is kept.
constexpr int kSpeakersVersion = 3;

void add_row(Database& database) {
  ASSERT_TRUE(database
                  .execute("INSERT INTO takes (id, name, created_ms, blob, size_bytes) "
                           "VALUES ('017f22e2-79b0-7cc3-98c4-dc0c0c07398f', 'first', 1, 'ab', 2)")
                  .ok());
}

TEST(Migrations, EveryEarlierVersionBecomesThePresentOne) {
  const auto newest = static_cast<int>(migration_steps().size());
  const TemporaryFolder folder;
  Database fresh = Database::open(folder.path() / "fresh.db").value();
  ASSERT_TRUE(migrate(fresh, migration_steps()).ok());
  for (int version = 0; version <= newest; ++version) {
    Database database = Database::open(folder.path() / ("v" + std::to_string(version) + ".db")).value();
    ASSERT_TRUE(migrate(database, migration_steps(), version).ok());
    EXPECT_EQ(schema_version(database).value(), version);
    if (version > 0) add_row(database);
    if (version >= kSpeakersVersion) {
      ASSERT_TRUE(
          database.execute("INSERT INTO speakers (take_id, model, bytes) SELECT id, 'one', x'0102' FROM takes").ok());
    }
    ASSERT_TRUE(migrate(database, migration_steps()).ok());
    EXPECT_EQ(schema_version(database).value(), newest);
    EXPECT_EQ(definition(database), definition(fresh));
    auto count = database.prepare("SELECT count(*) FROM takes WHERE name = 'first'").value();
    ASSERT_TRUE(count.step().value());
    EXPECT_EQ(count.integer(0), version > 0 ? 1 : 0);
    auto spoken = database.prepare("SELECT count(*) FROM speakers WHERE model = 'one' AND bytes = x'0102'").value();
    ASSERT_TRUE(spoken.step().value());
    EXPECT_EQ(spoken.integer(0), version >= kSpeakersVersion ? 1 : 0);
  }
}

TEST(Migrations, ANewerDatabaseIsRefusedAndNotTouched) {
  const TemporaryFolder folder;
  Database database = Database::open(folder.path() / "t.db").value();
  ASSERT_TRUE(database.execute("PRAGMA user_version = 999").ok());
  const auto migrated = migrate(database, migration_steps());
  ASSERT_FALSE(migrated.ok());
  EXPECT_EQ(migrated.error().kind, ErrorKind::Unsupported);
  EXPECT_NE(migrated.error().message.find("999"), std::string::npos);
  EXPECT_EQ(schema_version(database).value(), 999);
}

}  // namespace
}  // namespace timbre::store
