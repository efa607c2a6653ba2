// Rung: exact. What is written is read; what is revoked is gone, from the database's bytes too.
#include "store/consent_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "base/testing/fake_clock.h"
#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

using safety::ConsentRecord;
using safety::ConsentState;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kVoice = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
constexpr const char* kConsent = "017f22e2-79b0-7cc3-98c4-dc0c0c073990";

struct ConsentStoreTest : testing::Test {
  TemporaryFolder folder;
  PosixFileSystem disk;
  FakeClock clock;
  std::unique_ptr<SafetyDatabase> database = SafetyDatabase::open(folder.path(), disk, clock).value();
  ConsentStore store{*database};

  static ConsentRecord record() {
    ConsentRecord record;
    record.id = kConsent;
    record.voice_id = kVoice;
    record.person = "Ada Lovelace";
    record.language = "en";
    record.wording = "azure";
    record.company = "Contoso";
    record.statement = "I, Ada Lovelace, allow …";
    record.challenge = {"river", "seven"};
    record.scope = {"project", {"en", "de"}, 5000};
    record.started_ms = 1000;
    return record;
  }
  void add_voice_and_consent() {
    ASSERT_TRUE(store.add_voice({kVoice, "Ada", 900, {}}).ok());
    ASSERT_TRUE(store.add_consent(record()).ok());
  }
  /// Gives it, with a recording.
  ConsentRecord give() {
    ConsentRecord given = store.consent(kConsent).value();
    given.state = ConsentState::Given;
    given.speaker_check = safety::SpeakerCheck::SamePerson;
    given.given_ms = 2000;
    given.audio_sha256 = sha256_hex("sound");
    given.checks_json = R"({"passed":true})";
    EXPECT_TRUE(store.keep_evidence(given.audio_sha256, "sound").ok());
    EXPECT_TRUE(store.conclude(given).value());
    return given;
  }
};

TEST_F(ConsentStoreTest, ReadsWhatWasWritten) {
  add_voice_and_consent();
  const ConsentRecord read = store.consent(kConsent).value();
  EXPECT_EQ(read.person, "Ada Lovelace");
  EXPECT_EQ(read.wording, "azure");
  EXPECT_EQ(read.company, "Contoso");
  EXPECT_EQ(read.statement, record().statement);
  EXPECT_THAT(read.challenge, ElementsAre("river", "seven"));
  EXPECT_EQ(read.scope.purpose, "project");
  EXPECT_THAT(read.scope.languages, ElementsAre("en", "de"));
  EXPECT_EQ(read.scope.expires_ms, 5000);
  EXPECT_EQ(read.state, ConsentState::Open);
  EXPECT_EQ(read.started_ms, 1000);
  EXPECT_FALSE(read.given_ms.has_value());
  EXPECT_EQ(store.consents().value().size(), 1u);
  EXPECT_EQ(store.voices().value().front().name, "Ada");
  EXPECT_EQ(store.voice_named("Ada").value()->id, kVoice);
  EXPECT_FALSE(store.voice_named("Bob").value().has_value());
  EXPECT_EQ(store.consent("x").error().kind, ErrorKind::NotFound);
}

TEST_F(ConsentStoreTest, AConsentIsConcludedOnce) {
  add_voice_and_consent();
  EXPECT_TRUE(store.use_try(kConsent, 3).value());
  const ConsentRecord given = give();
  EXPECT_FALSE(store.conclude(given).value());
  EXPECT_FALSE(store.use_try(kConsent, 3).value());
  const ConsentRecord read = store.consent(kConsent).value();
  EXPECT_EQ(read.state, ConsentState::Given);
  EXPECT_EQ(read.speaker_check, safety::SpeakerCheck::SamePerson);
  EXPECT_EQ(read.tries, 1);
  EXPECT_EQ(store.evidence(read.audio_sha256).value(), "sound");
}

TEST_F(ConsentStoreTest, ThreeTriesFromSeveralProcesses) {
  add_voice_and_consent();
  const auto other_database = SafetyDatabase::open(folder.path(), disk, clock).value();
  ConsentStore other(*other_database);
  EXPECT_TRUE(store.use_try(kConsent, 3).value());
  EXPECT_TRUE(other.use_try(kConsent, 3).value());
  EXPECT_TRUE(store.use_try(kConsent, 3).value());
  EXPECT_FALSE(other.use_try(kConsent, 3).value());
}

TEST_F(ConsentStoreTest, RevokingDeletesWhatBelongsToTheVoice) {
  add_voice_and_consent();
  const std::string sum = give().audio_sha256;
  ASSERT_TRUE(store.add_reference(kVoice, "take-1").ok());
  ASSERT_TRUE(store.add_reference(kVoice, "take-1").ok());
  ASSERT_TRUE(store.add_reference(kVoice, "take-2").ok());
  ASSERT_TRUE(store.put_embedding(kVoice, "encoder", std::string("\0\1", 2)).ok());
  EXPECT_EQ(store.embedding(kVoice, "encoder").value(), std::string("\0\1", 2));

  const auto deleted = store.revoke_voice(kVoice, 3000);
  ASSERT_TRUE(deleted.ok()) << deleted.error().message;
  EXPECT_EQ(deleted->consents, 1);
  EXPECT_EQ(deleted->embeddings, 1);
  EXPECT_EQ(deleted->references, 2);

  EXPECT_FALSE(store.embedding(kVoice, "encoder").value().has_value());
  EXPECT_THAT(store.references(kVoice).value(), IsEmpty());
  EXPECT_EQ(store.evidence(sum).error().kind, ErrorKind::NotFound);
  const auto pending = store.pending_deletions().value();
  ASSERT_EQ(pending.size(), 2u);
  EXPECT_EQ(pending[0].take_id, "take-1");
  EXPECT_EQ(pending[0].asked_ms, 3000);
  ASSERT_TRUE(store.deletion_done("take-1").ok());
  EXPECT_EQ(store.pending_deletions().value().size(), 1u);

  for (const std::string file : {"safety.db", "safety.db-wal"}) {
    const std::string bytes = disk.read(folder.path() / file, 1u << 24).value();
    EXPECT_EQ(bytes.find("Lovelace"), std::string::npos) << file;
  }
  const ConsentRecord tombstone = store.consent(kConsent).value();
  EXPECT_EQ(tombstone.state, ConsentState::Revoked);
  EXPECT_EQ(tombstone.revoked_ms, 3000);
  EXPECT_EQ(tombstone.given_ms, 2000);
  EXPECT_EQ(tombstone.person + tombstone.statement + tombstone.company + tombstone.audio_sha256, "");
  EXPECT_EQ(store.voice(kVoice).value().revoked_ms, 3000);
}

TEST_F(ConsentStoreTest, NothingIsKeptOfARevokedVoice) {
  add_voice_and_consent();
  ASSERT_TRUE(store.revoke_voice(kVoice, 3000).ok());
  EXPECT_EQ(store.add_reference(kVoice, "take-1").error().kind, ErrorKind::Denied);
  EXPECT_EQ(store.put_embedding(kVoice, "encoder", "x").error().kind, ErrorKind::Denied);
  ConsentRecord late = record();
  late.id = "another";
  EXPECT_EQ(store.add_consent(late).error().kind, ErrorKind::Denied);
  EXPECT_TRUE(store.add_voice({"another-voice", "Ada", 4000, {}}).ok());
}

TEST_F(ConsentStoreTest, OneLivingVoiceOfAName) {
  add_voice_and_consent();
  EXPECT_FALSE(store.add_voice({"another-voice", "Ada", 4000, {}}).ok());
}

TEST_F(ConsentStoreTest, EvidenceIsForItsOwnerAloneAndVerified) {
  const std::string sum = sha256_hex("sound");
  ASSERT_TRUE(store.keep_evidence(sum, "sound").ok());
  EXPECT_EQ(std::filesystem::status(folder.path() / "consents").permissions(), std::filesystem::perms::owner_all);
  ASSERT_TRUE(disk.write_atomically(folder.path() / "consents" / sum, "other").ok());
  EXPECT_EQ(store.evidence(sum).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(store.evidence("../safety.db").error().kind, ErrorKind::NotFound);
  EXPECT_FALSE(store.keep_evidence("../x", "sound").ok());
}

}  // namespace
}  // namespace timbre::store
