// Rung: property. Wherever the process dies or the disk fails during an export: it is there whole or not at all, the
// take is untouched, nothing half made stays, and the next export works.
#include <array>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "audio/codec/wav_writer.h"
#include "base/sha256.h"
#include "base/testing/temporary_folder.h"
#include "safety/testing/memory_audit_log.h"
#include "store/testing/faulty_disk.h"
#include "studio/synthesised_speech.h"
#include "studio/take_exports.h"

namespace timbre::studio {
namespace {

using store::Fault;

/// One start of the studio over a folder.
struct Running {
  Running(const std::filesystem::path& folder, FileSystem& disk)
      : store(store::TakeStore::open(folder, disk, clock).value()),
        library(
            *store, jobs, random,
            [](const std::filesystem::path&, const JobContext&) -> Result<store::Judgement> {
              return Error{ErrorKind::Unsupported, "not judged here"};
            },
            [](const std::string&) {}),
        exports(std::make_shared<TakeExports>(library, jobs, std::make_shared<TakeClips>(library), log)) {}
  ~Running() { jobs.stop(); }

  /// "done", or why not.
  std::string export_take(const std::string& take) {
    ExportOrder order;
    order.takes = {take};
    order.wish.profiles = {"gpt-sovits"};
    const auto started = exports->start(order);
    if (!started.ok()) return started.error().message;
    for (;;) {
      const Json json = exports->get(started->id).value();
      if (json["state"] == "done") return "done";
      if (json["state"] == "failed") return json["error"];
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<store::TakeStore> store;
  JobQueue jobs{1, [](const JobStatus&) {}};
  TakeLibrary library;
  safety::MemoryAuditLog log;
  std::shared_ptr<TakeExports> exports;
};

class ExportCrash : public ::testing::TestWithParam<Fault> {
 protected:
  void SetUp() override {
    const auto speech = synthesised_speech();
    ASSERT_TRUE(speech.ok()) << speech.error().message;
    Running studio(folder_.path(), disk_);
    take_.id = studio.library.new_id();
    take_.name = "Speech";
    store::BlobWriter writer = studio.store->begin_upload(take_.id).value();
    ASSERT_TRUE(writer.write(audio::encode_wav(speech->view(), audio::WavEncoding::Pcm16).value()).ok());
    take_.blob = writer.finish().value();
    ASSERT_TRUE(studio.store->add(take_).ok());
  }

  /// Exports in a process of its own on a disk that fails at a step. How many steps there were; none where it died.
  std::optional<std::int64_t> export_with(Fault fault, std::int64_t at) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return std::nullopt;
    const pid_t child = ::fork();
    if (child == 0) {
      store::FaultPlan plan;
      store::FaultyDisk disk(plan);
      bool is_right = false;
      {
        Running studio(folder_.path(), disk);
        plan = {fault, at};
        const std::string said = studio.export_take(take_.id);
        const bool must_work = plan.steps <= at;
        is_right = said == "done" || (!must_work && !said.empty());
      }
      const bool is_written = ::write(ends[1], &plan.steps, sizeof plan.steps) == sizeof plan.steps;
      ::_exit(is_right && is_written ? 0 : 1);
    }
    ::close(ends[1]);
    std::int64_t steps = 0;
    const bool has_steps = ::read(ends[0], &steps, sizeof steps) == sizeof steps;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "step " << at;
    return has_steps ? std::optional(steps) : std::nullopt;
  }

  /// What a studio that starts now finds; how many exports.
  std::size_t check_and_clear() {
    Running studio(folder_.path(), disk_);
    EXPECT_TRUE(studio.store->blobs().verify(take_.blob.sha256).ok());
    EXPECT_EQ(studio.store->list({})->takes.size(), 1U);
    const Json all = studio.exports->list();
    for (const Json& one : all) {
      EXPECT_EQ(one["state"], "done");
      const std::string id = one["id"];
      for (const Json& file : one["takes"][0]["files"]) {
        const auto there = studio.exports->file(id, file["number"]);
        EXPECT_TRUE(there.ok() && sha256_hex(disk_.read(there->path, 1U << 30U).value()) == file["sha256"]) << file;
      }
      EXPECT_EQ(disk_.status(studio.exports->zip(id)->path)->size_bytes, one["zip_size_bytes"]);
      EXPECT_TRUE(studio.exports->remove(id).ok());
    }
    EXPECT_TRUE(disk_.list_recursively(folder_.path() / "exports")->empty()) << "something half made was left";
    return all.size();
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  store::NewTake take_;
};

TEST_P(ExportCrash, LeavesAWholeExportOrNone) {
  const auto steps = export_with(Fault::None, 0);
  ASSERT_TRUE(steps.has_value());
  ASSERT_EQ(check_and_clear(), 1U);
  // spread over the whole, and each of the last, where it is published
  std::vector<std::int64_t> at;
  for (int i = 0; i < 8; ++i) at.push_back(*steps * i / 8);
  for (std::int64_t last = std::max<std::int64_t>(0, *steps - 4); last < *steps; ++last) at.push_back(last);
  std::size_t survived = 0;
  for (const std::int64_t step : at) {
    const bool has_died = !export_with(GetParam(), step).has_value();
    EXPECT_EQ(has_died, GetParam() == Fault::Kill) << "step " << step;
    SCOPED_TRACE("step " + std::to_string(step) + " of " + std::to_string(*steps));
    survived += check_and_clear();
  }
  EXPECT_LT(survived, at.size()) << "no fault struck";
  EXPECT_TRUE(export_with(Fault::None, 0).has_value());
  EXPECT_EQ(check_and_clear(), 1U) << "afterwards it works";
}

INSTANTIATE_TEST_SUITE_P(Studio, ExportCrash, ::testing::Values(Fault::Kill, Fault::Fails, Fault::Full),
                         [](const auto& named) {
                           if (named.param == Fault::Kill) return "Killed";
                           return named.param == Fault::Fails ? "OneStepFails" : "DiskFull";
                         });

}  // namespace
}  // namespace timbre::studio
