// Rung: exact, and property: an archive that is cut or changed anywhere is refused and leaves nothing.
#include "store/backup.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/random.h"
#include "base/testing/temporary_folder.h"
#include "store/doctor.h"
#include "store/take_store.h"

namespace timbre::store {
namespace {

std::string id_of(int number) { return "00000000-0000-7000-8000-00000000000" + std::to_string(number); }

class BackupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    store_ = TakeStore::open(data(), disk_, clock_).value();
    for (int i = 1; i <= 3; ++i) add(i, std::string(1000U * static_cast<unsigned>(i), static_cast<char>('a' + i)));
  }
  void add(int number, const std::string& bytes) {
    BlobWriter writer = store_->begin_upload(id_of(number)).value();
    ASSERT_TRUE(writer.write(bytes).ok());
    ASSERT_TRUE(store_->add({id_of(number), "take", "", "", number, writer.finish().value()}).ok());
  }
  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
  [[nodiscard]] std::filesystem::path archive() const { return folder_.path() / "b.tar"; }
  [[nodiscard]] std::filesystem::path restored() const { return folder_.path() / "restored"; }

  static std::string read(const std::filesystem::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  std::unique_ptr<TakeStore> store_;
};

TEST_F(BackupTest, BringsEverythingBackWhileTheStoreIsOpen) {
  const BackupSummary written = write_backup(data(), archive(), disk_).value();
  EXPECT_EQ(written.take_count, 3);
  add(4, "later");
  const auto summary = restore_backup(archive(), restored(), disk_);
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary->take_count, 3);
  EXPECT_EQ(summary->blob_count, 3);
  const auto copy = TakeStore::open(restored(), disk_, clock_).value();
  const Take take = copy->get(id_of(2)).value();
  EXPECT_EQ(read(copy->audio_path(take.summary.blob.sha256).value()), std::string(2000, 'c'));
  EXPECT_EQ(copy->get(id_of(4)).error().kind, ErrorKind::NotFound);
}

TEST_F(BackupTest, BringsBackLogAndKeysForTheOwnerAlone) {
  SystemRandom random;
  const auto open_log = [&](const std::filesystem::path& folder) {
    return SafetyDatabase::open(folder, disk_, clock_);
  };
  std::string head, key;
  {
    const auto database = open_log(data()).value();
    safety::KeyFolder keys(data(), disk_, random);
    AuditStore log(*database, keys);
    ASSERT_TRUE(keys.watermark_key(log).ok());
    head = log.head().value();
    key = read(data() / "keys/watermark.key");
    ASSERT_TRUE(write_backup(data(), archive(), disk_).ok());
  }
  EXPECT_TRUE(disk_.status(archive()).value().is_owner_only) << "there are keys in it";
  const auto summary = restore_backup(archive(), restored(), disk_);
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  const auto database = open_log(restored()).value();
  safety::KeyFolder keys(restored(), disk_, random);
  AuditStore log(*database, keys);
  EXPECT_EQ(log.head().value(), head);
  EXPECT_EQ(read(restored() / "keys/watermark.key"), key);
  Diagnosis diagnosis;
  ASSERT_TRUE(examine_safety(log, keys, diagnosis).ok());
  EXPECT_TRUE(diagnosis.findings.empty()) << diagnosis.findings.front().what;
  EXPECT_TRUE(log.append({safety::AuditAct::Exported, "", {}}).ok());
}

TEST_F(BackupTest, BringsBackClonesAndNothingElseOfTheirFolder) {
  const auto safety = SafetyDatabase::open(data(), disk_, clock_).value();
  const std::filesystem::path clone = data() / "clones" / id_of(7);
  const std::filesystem::path half = data() / "clones/tmp" / id_of(8);
  for (const auto& folder : {clone, half}) {
    ASSERT_TRUE(disk_.create_folders(folder).ok());
    for (const char* name : {"run.json", "speech.wav", "other"}) {
      ASSERT_TRUE(disk_.write_atomically(folder / name, std::string("bytes of ") + name).ok());
    }
  }
  ASSERT_TRUE(write_backup(data(), archive(), disk_).ok());
  const auto summary = restore_backup(archive(), restored(), disk_);
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(read(restored() / "clones" / id_of(7) / "run.json"), "bytes of run.json");
  EXPECT_EQ(read(restored() / "clones" / id_of(7) / "speech.wav"), "bytes of speech.wav");
  EXPECT_EQ(disk_.list_recursively(restored() / "clones")->size(), 2U);
}

TEST_F(BackupTest, TheDoctorSaysWhatIsWrongWithLogAndKeys) {
  SystemRandom random;
  const auto database = SafetyDatabase::open(data(), disk_, clock_).value();
  safety::KeyFolder keys(data(), disk_, random);
  AuditStore log(*database, keys);
  ASSERT_TRUE(log.append({safety::AuditAct::Exported, "", {}}).ok());
  ASSERT_TRUE(database->database().execute("UPDATE audit SET record = '{}' WHERE number = 1").ok());
  std::filesystem::permissions(data() / "keys/audit-signing.key", std::filesystem::perms(0644));
  Diagnosis diagnosis;
  ASSERT_TRUE(examine_safety(log, keys, diagnosis).ok());
  std::string all;
  for (const Finding& finding : diagnosis.findings) all += finding.what + "\n";
  EXPECT_NE(all.find("the audit log: record 1"), std::string::npos) << all;
  EXPECT_NE(all.find("chmod 600"), std::string::npos) << all;
}

TEST_F(BackupTest, NothingIsEverOverwritten) {
  ASSERT_TRUE(write_backup(data(), archive(), disk_).ok());
  EXPECT_EQ(write_backup(data(), archive(), disk_).error().kind, ErrorKind::Denied);
  EXPECT_EQ(restore_backup(archive(), data(), disk_).error().kind, ErrorKind::Denied);
  EXPECT_EQ(store_->list({}).value().total, 3);
}

TEST_F(BackupTest, DamagedAudioIsNotBackedUpSilently) {
  std::ofstream(store_->audio_path(store_->get(id_of(1)).value().summary.blob.sha256).value()) << "damaged";
  const auto written = write_backup(data(), archive(), disk_);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().kind, ErrorKind::Corrupt);
  EXPECT_FALSE(std::filesystem::exists(archive()));
}

TEST_F(BackupTest, ACutOrChangedArchiveIsRefusedAndLeavesNothing) {
  ASSERT_TRUE(write_backup(data(), archive(), disk_).ok());
  const std::string whole = read(archive());
  SeededRandom random(11);
  int refused = 0;
  for (int trial = 0; trial < 40; ++trial) {
    std::string bytes = whole;
    const std::size_t at = static_cast<std::size_t>(random.next() % bytes.size());
    if (trial % 2 == 0) {
      bytes.resize(at);
    } else {
      bytes[at] = static_cast<char>(bytes[at] ^ 0x41);
    }
    std::ofstream(archive(), std::ios::binary | std::ios::trunc) << bytes;
    const auto summary = restore_backup(archive(), restored(), disk_);
    if (summary.ok()) {
      // a changed byte in the padding of the archive or in a page that nobody reads harms nothing
      EXPECT_EQ(summary->take_count, 3) << "trial " << trial;
      std::filesystem::remove_all(restored());
      continue;
    }
    ++refused;
    EXPECT_FALSE(std::filesystem::exists(restored() / "timbre.db"));
    EXPECT_FALSE(std::filesystem::exists(restored() / "blobs"));
  }
  EXPECT_GE(refused, 15);
}

TEST_F(BackupTest, AnArchiveThatReachesElsewhereIsRefused) {
  const auto evil = folder_.path() / "evil";
  std::filesystem::create_directories(evil);
  std::ofstream(evil / "x") << "x";
  const std::string make =
      "cd '" + evil.string() + "' && tar cf '" + archive().string() + "' --transform 's,^x$,../../escaped,' -P x";
  ASSERT_EQ(std::system(make.c_str()), 0);
  EXPECT_EQ(restore_backup(archive(), restored(), disk_).error().kind, ErrorKind::Corrupt);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "escaped"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path().parent_path() / "escaped"));
}

}  // namespace
}  // namespace timbre::store
