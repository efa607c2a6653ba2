#include <array>

#include "store/migrations.h"

namespace timbre::store {
namespace {

// Times are Unix milliseconds, UTC.
constexpr std::array<std::string_view, 2> kSteps{
    // `record` is the canonical JSON of audit_record.h, byte for byte: what the tree's leaves are made of;
    // `audit_frontier` is what the tree needs to grow; `limits` holds token buckets, '' being the installation's
    R"sql(
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL
);
CREATE TABLE audit_heads (
  size INTEGER PRIMARY KEY,
  head TEXT NOT NULL
);
CREATE TABLE audit_frontier (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  size INTEGER NOT NULL,
  nodes TEXT NOT NULL,
  prev TEXT NOT NULL
);
CREATE TABLE limits (
  kind TEXT NOT NULL,
  voice TEXT NOT NULL,
  credit INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  is_refusing INTEGER NOT NULL,
  PRIMARY KEY (kind, voice)
);
)sql",
    // `checks`: JSON of consent_check_json.h; `evidence`: SHA-256, the name of a file under consents/; lists are JSON.
    // One living voice of a name. Reference takes lie in timbre.db and are deleted by whoever has that open.
    R"sql(
CREATE TABLE voices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  revoked_ms INTEGER
);
CREATE UNIQUE INDEX voices_by_name ON voices (name) WHERE revoked_ms IS NULL;
CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  voice_id TEXT NOT NULL REFERENCES voices (id),
  person TEXT NOT NULL,
  language TEXT NOT NULL,
  wording TEXT NOT NULL,
  company TEXT NOT NULL,
  statement TEXT NOT NULL,
  challenge TEXT NOT NULL,
  purpose TEXT NOT NULL,
  languages TEXT NOT NULL,
  expires_ms INTEGER,
  state TEXT NOT NULL,
  strength TEXT NOT NULL,
  speaker_check TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  given_ms INTEGER,
  revoked_ms INTEGER,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  checks TEXT NOT NULL
);
CREATE INDEX consents_by_voice ON consents (voice_id);
CREATE TABLE voice_references (
  voice_id TEXT NOT NULL REFERENCES voices (id),
  take_id TEXT NOT NULL,
  PRIMARY KEY (voice_id, take_id)
);
CREATE TABLE embeddings (
  voice_id TEXT NOT NULL REFERENCES voices (id),
  model TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (voice_id, model)
);
CREATE TABLE pending_deletions (
  take_id TEXT PRIMARY KEY,
  voice_id TEXT NOT NULL,
  asked_ms INTEGER NOT NULL
);
)sql"};

}  // namespace

MigrationSteps safety_migration_steps() { return kSteps; }

}  // namespace timbre::store
