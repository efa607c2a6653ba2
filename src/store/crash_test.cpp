// Rung: property. At whatever step the process dies or the disk fails: what was acknowledged is there, whole, and what
// was not is there wholly or not at all.
#include <cstdlib>
#include <functional>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/testing/fake_clock.h"
#include "base/testing/temporary_folder.h"
#include "store/doctor.h"
#include "store/recordings.h"
#include "store/take_store.h"
#include "store/testing/faulty_disk.h"
#include "store/testing/faulty_vfs.h"

namespace timbre::store {
namespace {

constexpr const char* kA = "00000000-0000-7000-8000-00000000000a";
constexpr const char* kB = "00000000-0000-7000-8000-00000000000b";
constexpr const char* kC = "00000000-0000-7000-8000-00000000000c";
constexpr const char* kFirst = "00000000-0000-7000-8000-000000000001";
constexpr const char* kSecond = "00000000-0000-7000-8000-000000000002";

/// One thing that a client asks for and is answered.
using Step = std::function<Result<void>(TakeStore&)>;

template <typename T>
Result<void> answered(const Result<T>& result) {
  if (!result.ok()) return result.error();
  return {};
}

Result<void> upload(TakeStore& store, const char* id, const std::string& bytes) {
  TRY(BlobWriter writer, store.begin_upload(id));
  TRY_VOID(writer.write(bytes.substr(0, 10)));
  TRY_VOID(writer.write(bytes.substr(10)));
  TRY(const BlobId blob, writer.finish());
  return answered(store.add({id, "take", "a.wav", "", 1000, blob}));
}

Result<void> finish(TakeStore& store, const char* recording, const char* take) {
  Recordings recordings(store);
  TRY(BlobWriter writer, store.begin_upload(take));
  TRY([[maybe_unused]] const auto count,
      recordings.read(recording, [&](std::string_view piece) { return writer.write(piece); }));
  TRY(const BlobId blob, writer.finish());
  return answered(recordings.finish(recording, {take, "recorded", "", "", 2000, blob}));
}

Judgement judgement() { return {"0.1", R"({"version":1})", "keep", 4, 78.0, 81.0, std::nullopt, "clear", 21.5, 48000}; }

const std::vector<Step>& script() {
  static const std::vector<Step> steps{
      [](TakeStore& s) { return upload(s, kA, "the first sound, long enough"); },
      [](TakeStore& s) { return upload(s, kB, "another sound, long enough"); },
      [](TakeStore& s) { return answered(s.edit(kA, {.name = "renamed", .note = "n", .edited_text = "w"}, 1)); },
      [](TakeStore& s) { return s.set_judgement(kA, judgement()); },
      [](TakeStore& s) {
        return s.set_words(kA, {"engine", R"({"words":[]})", "first words", R"({"edits":[]})", judgement()});
      },
      [](TakeStore& s) { return s.set_problem(kB, "no sound"); },
      [](TakeStore& s) {
        return answered(Recordings(s).begin({kFirst, 0, 0, 48000, 1, "a prompt", "{}", 0, 0}));
      },
      [](TakeStore& s) { return Recordings(s).put(kFirst, 0, "piece nought"); },
      [](TakeStore& s) { return Recordings(s).put(kFirst, 1, "piece one"); },
      [](TakeStore& s) {
        return answered(Recordings(s).begin({kSecond, 0, 0, 48000, 1, "", "{}", 0, 0}));
      },
      [](TakeStore& s) { return Recordings(s).put(kSecond, 0, "unfinished"); },
      [](TakeStore& s) { return finish(s, kFirst, kC); },
      [](TakeStore& s) { return answered(s.move_to_trash(kB, std::nullopt)); },
      [](TakeStore& s) { return answered(s.take_from_trash(kB)); },
      [](TakeStore& s) { return answered(s.move_to_trash(kB, std::nullopt)); },
      [](TakeStore& s) { return s.purge(kB); },
      [](TakeStore& s) { return Recordings(s).discard(kSecond); },
  };
  return steps;
}

/// Everything that a client could see, as text; audio that is missing or damaged shows.
std::string seen(TakeStore& store) {
  std::string all;
  for (const bool trashed : {false, true}) {
    TakeQuery query;
    query.trashed = trashed;
    query.order = TakeOrder::Name;
    const auto list = store.list(query);
    if (!list.ok()) return "list: " + list.error().message;
    for (const TakeSummary& summary : list->takes) {
      const Take take = store.get(summary.id).value();
      all += take.summary.id + "|" + std::to_string(take.summary.revision) + "|" + take.summary.name + "|" +
             take.summary.note + "|" + take.summary.verdict.value_or("-") + "|" + take.summary.first_words + "|" +
             take.summary.problem.value_or("-") + "|" + take.edited_text.value_or("-") + "|" +
             take.transcript_json.value_or("-") + "|" + (trashed ? "trashed" : "") + "|" +
             (store.blobs().verify(take.summary.blob.sha256).ok() ? "whole" : "DAMAGED") + "\n";
    }
  }
  Recordings recordings(store);
  const auto unfinished = recordings.unfinished();
  if (!unfinished.ok()) return "recordings: " + unfinished.error().message;
  for (const Recording& recording : *unfinished) {
    all += recording.id + ":";
    EXPECT_TRUE(recordings
                    .read(recording.id,
                          [&](std::string_view piece) -> Result<void> {
                            all += std::string(piece) + ",";
                            return {};
                          })
                    .ok());
    all += "\n";
  }
  return all;
}

/// What is seen after no step, after the first, …: element i after i steps.
std::vector<std::string> states() {
  TemporaryFolder folder;
  PosixFileSystem disk;
  const FakeClock clock;
  const auto store = TakeStore::open(folder.path(), disk, clock).value();
  std::vector<std::string> all{seen(*store)};
  for (const Step& step : script()) {
    EXPECT_TRUE(step(*store).ok());
    all.push_back(seen(*store));
  }
  return all;
}

class CrashTest : public ::testing::Test {
 protected:
  ~CrashTest() override { use_faulty_vfs(nullptr); }

  /// Runs the script in a process of its own that dies at a step; how many calls it acknowledged, and whether it died.
  static std::pair<std::size_t, bool> run_until_killed(const std::filesystem::path& folder, std::int64_t at) {
    int pipe_fds[2];
    if (::pipe(pipe_fds) != 0) return {0, false};
    const pid_t child = ::fork();
    if (child == 0) {
      FaultPlan plan{Fault::Kill, at};
      FaultyDisk disk(plan);
      const FakeClock clock;
      use_faulty_vfs(&plan);
      const auto store = TakeStore::open(folder, disk, clock);
      for (const Step& step : script()) {
        if (!store.ok() || !step(**store).ok()) ::_exit(1);
        if (::write(pipe_fds[1], "+", 1) != 1) ::_exit(2);
      }
      ::_exit(0);
    }
    ::close(pipe_fds[1]);
    std::size_t acknowledged = 0;
    char byte = 0;
    while (::read(pipe_fds[0], &byte, 1) == 1) ++acknowledged;
    ::close(pipe_fds[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "step " << at;
    return {acknowledged, WIFSIGNALED(status)};
  }

  const std::vector<std::string> states_ = states();
};

TEST_F(CrashTest, KilledAtAnyStep) {
  const FakeClock clock;
  std::int64_t kills = 0;
  for (std::int64_t at = 0;; ++at) {
    const TemporaryFolder folder;
    const auto [acknowledged, died] = run_until_killed(folder.path(), at);
    PosixFileSystem disk;
    const auto store = TakeStore::open(folder.path(), disk, clock);
    ASSERT_TRUE(store.ok()) << "step " << at << ": " << store.error().message;
    const std::string now = seen(**store);
    const std::size_t next = std::min(acknowledged + 1, states_.size() - 1);
    EXPECT_TRUE(now == states_[acknowledged] || now == states_[next])
        << "killed at step " << at << " after " << acknowledged << " acknowledged calls; now:\n"
        << now << "before the call:\n"
        << states_[acknowledged] << "after it:\n"
        << states_[next];
    const Diagnosis diagnosis = examine(**store, Repair::Yes).value();
    for (const Finding& finding : diagnosis.findings) {
      EXPECT_FALSE(finding.is_loss) << "step " << at << ": " << finding.what;
      EXPECT_TRUE(finding.is_repaired) << "step " << at << ": " << finding.what;
    }
    EXPECT_TRUE(examine(**store, Repair::No).value().findings.empty()) << "step " << at;
    if (!died) break;
    ++kills;
  }
  EXPECT_GT(kills, 100);
  RecordProperty("kills", static_cast<int>(kills));
}

class FaultTest : public CrashTest, public ::testing::WithParamInterface<Fault> {};

TEST_P(FaultTest, AFailedCallChangesNothingAndWorksLater) {
  const FakeClock clock;
  std::int64_t faults = 0;
  for (std::int64_t at = 0;; ++at) {
    const TemporaryFolder folder;
    FaultPlan plan;
    FaultyDisk disk(plan);
    use_faulty_vfs(&plan);
    auto store = TakeStore::open(folder.path(), disk, clock).value();
    plan = {GetParam(), at};
    bool has_struck = false;
    for (std::size_t i = 0; i < script().size(); ++i) {
      Result<void> done = script()[i](*store);
      const bool is_now = plan.steps > at && !has_struck;
      has_struck = has_struck || is_now;
      if (!done.ok()) {
        EXPECT_FALSE(done.error().message.empty());
        plan.fault = Fault::None;
        EXPECT_EQ(seen(*store), states_[i]) << "step " << at << ", call " << i << ": " << done.error().message;
        done = script()[i](*store);
      }
      EXPECT_TRUE(done.ok()) << "step " << at << ", call " << i << " again: " << done.error().message;
      const Fault fault = plan.fault;
      plan.fault = Fault::None;
      EXPECT_EQ(seen(*store), states_[i + 1]) << "step " << at << ", call " << i;
      plan.fault = fault;
    }
    plan.fault = Fault::None;
    store.reset();
    PosixFileSystem whole;
    EXPECT_EQ(seen(*TakeStore::open(folder.path(), whole, clock).value()), states_.back()) << "step " << at;
    if (!has_struck) break;
    ++faults;
  }
  EXPECT_GT(faults, 100);
  RecordProperty("faults", static_cast<int>(faults));
}

INSTANTIATE_TEST_SUITE_P(Disk, FaultTest, ::testing::Values(Fault::Fails, Fault::Full),
                         [](const auto& named) { return named.param == Fault::Fails ? "OneStepFails" : "Full"; });

TEST_F(CrashTest, OpeningOnAFailingDiskIsRefusedAndWorksLater) {
  const FakeClock clock;
  for (std::int64_t at = 0;; ++at) {
    const TemporaryFolder folder;
    FaultPlan plan{Fault::Fails, at};
    FaultyDisk disk(plan);
    use_faulty_vfs(&plan);
    {
      const auto store = TakeStore::open(folder.path(), disk, clock);
      if (!store.ok()) {
        EXPECT_FALSE(store.error().message.empty());
      }
    }
    const bool is_over = plan.steps <= at;
    plan.fault = Fault::None;
    const auto again = TakeStore::open(folder.path(), disk, clock);
    ASSERT_TRUE(again.ok()) << "step " << at << ": " << again.error().message;
    EXPECT_EQ(seen(**again), states_[0]);
    if (is_over) break;
  }
}

}  // namespace
}  // namespace timbre::store
