// Rung: property. Whatever is done to the log behind its back is found; whenever a process dies, what it acknowledged
// is there and the log verifies; processes and threads that append at once make one chain.
#include "store/audit_store.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/testing/fake_clock.h"
#include "base/testing/temporary_folder.h"
#include "store/testing/audit_tampering.h"
#include "store/testing/faulty_disk.h"
#include "store/testing/faulty_vfs.h"

namespace timbre::store {
namespace {

using safety::AuditAct;

safety::AuditEvent event(int i) {
  return {i % 3 == 0 ? AuditAct::CloneAsked : AuditAct::CloneMade,
          i % 2 == 0 ? "voice-a" : "voice-b",
          {{"engine", "an engine"}, {"duration_ms", 1000 + i}}};
}

class AuditStoreTest : public ::testing::Test {
 protected:
  ~AuditStoreTest() override { use_faulty_vfs(nullptr); }
  void fill(int count) {
    for (int i = 0; i < count; ++i) ASSERT_TRUE(store_.append(event(i)).ok());
  }
  [[nodiscard]] safety::AuditHead head() { return safety::parse_head(store_.head().value()).value(); }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  FakeClock clock_{std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000))};
  SystemRandom random_;
  safety::KeyFolder keys_{folder_.path(), disk_, random_};
  std::unique_ptr<SafetyDatabase> database_ = SafetyDatabase::open(folder_.path(), disk_, clock_).value();
  AuditStore store_{*database_, keys_};
};

TEST_F(AuditStoreTest, BeginsWithItsKeyAndGrowsAsTheTreeOfAllItsRecords) {
  EXPECT_EQ(store_.verify().value().problem_count, 0U);
  EXPECT_FALSE(store_.head().ok());
  fill(150);
  const auto first = safety::parse_record(store_.record(0).value()).value();
  EXPECT_EQ(first.act, "key_made");
  EXPECT_EQ(first.details["fingerprint"], safety::fingerprint(head().key));
  const auto leaves = store_.leaves().value();
  EXPECT_EQ(leaves.size(), 151U);
  EXPECT_EQ(head().root, safety::merkle_root(leaves));
  const auto verdict = store_.verify().value();
  EXPECT_EQ(verdict.problem_count, 0U) << verdict.problems.front();
  EXPECT_EQ(verdict.record_count, 151U);
  EXPECT_EQ(verdict.head_count, 4U) << "64, 128, 151 and audit-head.json";
}

TEST_F(AuditStoreTest, ListsNewestFirstByVoiceActTimeAndPage) {
  fill(10);
  clock_.tick(std::chrono::seconds(60));
  fill(2);
  EXPECT_EQ(store_.list({}).value().size(), 13U);
  EXPECT_EQ(store_.list({}).value().front().number, 12U);
  EXPECT_EQ(store_.list({.voice_id = "voice-b"}).value().size(), 6U);
  EXPECT_EQ(store_.list({.voice_id = "voice-b", .act = "clone_asked"}).value().size(), 2U);
  EXPECT_EQ(store_.list({.since_ms = 1'700'000'001'000}).value().size(), 2U);
  const auto page = store_.list({.before = 5, .limit = 3}).value();
  ASSERT_EQ(page.size(), 3U);
  EXPECT_EQ(page[0].number, 4U);
}

TEST_F(AuditStoreTest, AnEventThatIsNoRecordIsRefusedAndLeavesNothing) {
  EXPECT_FALSE(store_.append({AuditAct::CloneMade, "a", {{"seconds", 0.5}}}).ok());
  EXPECT_FALSE(store_.append({AuditAct::CloneMade, "\xff", {}}).ok());
  fill(1);
  EXPECT_EQ(store_.verify().value().record_count, 2U);
}

TEST_F(AuditStoreTest, ThreadsAndProcessesMakeOneChain) {
  constexpr int kProcesses = 3;
  constexpr int kEach = 40;
  for (int p = 0; p < kProcesses; ++p) {
    if (::fork() != 0) continue;
    PosixFileSystem disk;
    const auto database = SafetyDatabase::open(folder_.path(), disk, clock_);
    safety::KeyFolder keys(folder_.path(), disk, random_);
    AuditStore store(**database, keys);
    bool is_well = true;
    for (int i = 0; i < kEach; ++i) is_well = store.append(event(i)).ok() && is_well;
    ::_exit(is_well ? 0 : 1);
  }
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t) threads.emplace_back([this] { fill(kEach); });
  for (std::thread& thread : threads) thread.join();
  for (int p = 0; p < kProcesses; ++p) {
    int status = 0;
    ::wait(&status);
    EXPECT_EQ(status, 0);
  }
  const auto verdict = store_.verify().value();
  EXPECT_EQ(verdict.problem_count, 0U) << verdict.problems.front();
  EXPECT_EQ(verdict.record_count, 1U + (kProcesses + 2) * kEach);
}

TEST_F(AuditStoreTest, AThousandTamperingsAreAllFound) {
  fill(149);
  const Tampering tampering(database_->database());
  SeededRandom random(20'26);
  std::map<std::string, std::pair<int, int>> found;
  for (int trial = 0; trial < 1000; ++trial) {
    const std::string kind = tampering.apply(trial, random);
    const auto verdict = store_.verify();
    const bool is_found = !verdict.ok() || verdict->problem_count > 0;
    EXPECT_TRUE(is_found) << "trial " << trial << ": " << kind;
    ++found[kind].first;
    found[kind].second += is_found ? 1 : 0;
    tampering.undo();
  }
  for (const auto& [kind, count] : found)
    std::printf("%-32s %4d of %4d found\n", kind.c_str(), count.second, count.first);
  const auto verdict = store_.verify().value();
  EXPECT_EQ(verdict.problem_count, 0U) << verdict.problems.front();
}

TEST_F(AuditStoreTest, TruncationOfEverythingKeptHereIsFoundAgainstAPinnedHeadOnly) {
  fill(100);
  const safety::NamedHead pinned{"the pinned head", head()};
  const Tampering tampering(database_->database());
  tampering.roll_back_to(64);
  std::filesystem::remove(folder_.path() / "audit-head.json");
  EXPECT_EQ(store_.verify().value().problem_count, 0U) << "what was kept beside it went back too";
  const auto verdict = store_.verify({pinned}).value();
  ASSERT_GT(verdict.problem_count, 0U);
  EXPECT_NE(verdict.problems.front().find("cut off"), std::string::npos);
}

TEST_F(AuditStoreTest, NothingIsAppendedToABrokenLog) {
  fill(20);
  const Tampering tampering(database_->database());
  tampering.truncate(1);
  const auto refused = store_.append(event(0));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Corrupt);
  tampering.undo();
  EXPECT_TRUE(store_.append(event(0)).ok());
}

TEST_F(AuditStoreTest, KilledAtAnyStepOfAppendingAPrefixVerifies) {
  std::int64_t kills = 0;
  for (std::int64_t at = 0;; ++at) {
    const TemporaryFolder folder;
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      FaultPlan plan{Fault::Kill, at};
      FaultyDisk disk(plan);
      use_faulty_vfs(&plan);
      const auto database = SafetyDatabase::open(folder.path(), disk, clock_);
      safety::KeyFolder keys(folder.path(), disk, random_);
      AuditStore store(**database, keys);
      for (int i = 0; i < 4; ++i) {
        if (!store.append(event(i)).ok() || ::write(ends[1], "+", 1) != 1) ::_exit(1);
      }
      ::_exit(0);
    }
    ::close(ends[1]);
    std::uint64_t acknowledged = 0;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) ++acknowledged;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "step " << at;
    const auto database = SafetyDatabase::open(folder.path(), disk_, clock_).value();
    safety::KeyFolder keys(folder.path(), disk_, random_);
    AuditStore store(*database, keys);
    const auto verdict = store.verify().value();
    EXPECT_EQ(verdict.problem_count, 0U) << "step " << at << ": " << verdict.problems.front();
    const std::uint64_t records = acknowledged == 0 ? 0 : acknowledged + 1;
    EXPECT_TRUE(verdict.record_count == records || verdict.record_count == acknowledged + 2) << "step " << at;
    EXPECT_TRUE(store.append(event(9)).ok()) << "step " << at;
    EXPECT_EQ(store.verify().value().problem_count, 0U) << "step " << at;
    if (!WIFSIGNALED(status)) break;
    ++kills;
  }
  EXPECT_GT(kills, 20);
  std::printf("%d kills\n", static_cast<int>(kills));
}

TEST_F(AuditStoreTest, ALostSigningKeyIsReplacedInTheOpen) {
  fill(5);
  std::filesystem::remove(folder_.path() / "keys/audit-signing.key");
  fill(5);
  const auto verdict = store_.verify().value();
  EXPECT_EQ(verdict.problem_count, 0U) << verdict.problems.front();
  EXPECT_EQ(store_.list({.act = "key_made"}).value().size(), 2U);
}

}  // namespace
}  // namespace timbre::store
