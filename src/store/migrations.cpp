#include "store/migrations.h"

#include <array>
#include <string>

namespace timbre::store {
namespace {

// Times are Unix milliseconds, UTC. Blobs are named by their SHA-256 (blobs.h). `revision` goes up with every change
// and is the ETag that an edit must bring.
constexpr std::array<std::string_view, 4> kSteps{R"sql(
CREATE TABLE takes (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  original_name TEXT NOT NULL DEFAULT '',
  created_ms INTEGER NOT NULL,
  trashed_ms INTEGER,
  blob TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  duration_s REAL,
  sample_rate_hz INTEGER,
  prompt TEXT NOT NULL DEFAULT '',
  verdict TEXT,
  stars INTEGER,
  overall REAL,
  acoustic REAL,
  delivery REAL,
  labels TEXT NOT NULL DEFAULT '',
  first_words TEXT NOT NULL DEFAULT '',
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX takes_by_time ON takes (trashed_ms, created_ms);
CREATE INDEX takes_by_blob ON takes (blob);
CREATE TABLE scorecards (
  take_id TEXT PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
  timbre_version TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE transcripts (
  take_id TEXT PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
  engine TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE edited_texts (
  take_id TEXT PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
  edited_ms INTEGER NOT NULL,
  text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE recordings (
  id TEXT PRIMARY KEY,
  started_ms INTEGER NOT NULL,
  touched_ms INTEGER NOT NULL,
  sample_rate_hz INTEGER NOT NULL,
  channel_count INTEGER NOT NULL,
  prompt TEXT NOT NULL DEFAULT '',
  capture TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE pieces (
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (recording_id, number)
);
)sql",
                                                 // words_ms: when the words were last looked for, whatever came of it
                                                 R"sql(
ALTER TABLE takes ADD COLUMN capture TEXT NOT NULL DEFAULT '';
ALTER TABLE takes ADD COLUMN words_ms INTEGER;
CREATE TABLE readings (
  take_id TEXT PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
  made_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) WITHOUT ROWID;
)sql",
                                                 // who speaks in a take: `bytes` of speaker/embedding_bytes.h by the
                                                 // encoder `model`; personal data, gone with the take
                                                 R"sql(
CREATE TABLE speakers (
  take_id TEXT PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  bytes BLOB NOT NULL
) WITHOUT ROWID;
)sql",
                                                 // the same of several encoders: one tells who consented, another how
                                                 // much a clone sounds like the takes
                                                 R"sql(
CREATE TABLE speakers_by_model (
  take_id TEXT NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (take_id, model)
) WITHOUT ROWID;
INSERT INTO speakers_by_model (take_id, model, bytes) SELECT take_id, model, bytes FROM speakers;
DROP TABLE speakers;
ALTER TABLE speakers_by_model RENAME TO speakers;
)sql"};

}  // namespace

MigrationSteps migration_steps() { return kSteps; }

Result<int> schema_version(Database& database) {
  TRY(Statement statement, database.prepare("PRAGMA user_version"));
  TRY(const bool has_row, statement.step());
  return has_row ? static_cast<int>(statement.integer(0)) : 0;
}

Result<void> migrate(Database& database, MigrationSteps steps) { return migrate(database, steps, steps.size()); }

Result<void> migrate(Database& database, MigrationSteps steps, std::size_t target) {
  TRY(int version, schema_version(database));
  const auto known = static_cast<int>(steps.size());
  if (version > known) {
    return Error{ErrorKind::Unsupported, "the data folder was written by a newer Timbre (format " +
                                             std::to_string(version) + ", this program knows " + std::to_string(known) +
                                             "); update Timbre"};
  }
  for (; version < static_cast<int>(target); ++version) {
    TRY(Transaction transaction, Transaction::begin(database));
    // another process may have taken this step while we waited for the lock
    TRY(const int now, schema_version(database));
    if (now > version) continue;
    TRY_VOID(database.execute(std::string(steps[static_cast<std::size_t>(version)])));
    TRY_VOID(database.execute("PRAGMA user_version = " + std::to_string(version + 1)));
    TRY_VOID(transaction.commit());
  }
  return {};
}

}  // namespace timbre::store
