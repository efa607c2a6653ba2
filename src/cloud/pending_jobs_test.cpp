// Rung: exact.
#include "cloud/pending_jobs.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "base/utc_time.h"

namespace timbre::cloud {
namespace {

struct Pending : testing::Test {
  MemoryFileSystem disk;
  FakeClock clock{std::chrono::system_clock::from_time_t(1'700'000'000)};
  PendingJobs jobs{"/data/cloud/pending", disk, clock};
  PendingJob job{.key = "abc",
                 .endpoint = "voice",
                 .region = "eu-west-1",
                 .input = {"my-bucket", "input/1.json"},
                 .job = SagemakerJob{"id-1", {"my-bucket", "output/1.out"}, {"my-bucket", "error/1-error.out"}},
                 .asked_ms = unix_ms(clock)};
};

TEST_F(Pending, AreFoundAgainByANewObject) {
  ASSERT_TRUE(jobs.keep(job).ok());
  const auto found = PendingJobs("/data/cloud/pending", disk, clock).find("abc");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->job->id, "id-1");
  EXPECT_EQ(found->job->failure.key, "error/1-error.out");
  EXPECT_EQ(found->asked_ms, job.asked_ms);
  EXPECT_FALSE(jobs.find("abd"));
  EXPECT_TRUE(jobs.leftovers().empty());
}

TEST_F(Pending, AreForgottenAfterADay) {
  ASSERT_TRUE(jobs.keep(job).ok());
  clock.tick(std::chrono::hours(25));
  EXPECT_FALSE(jobs.find("abc"));
  ASSERT_EQ(jobs.leftovers().size(), 1u) << "but what they left is still to be deleted";
  ASSERT_TRUE(jobs.forget(jobs.leftovers().front()).ok());
  EXPECT_TRUE(disk.files.empty());
}

TEST_F(Pending, MakeRoomWhenTheyLeave) {
  ASSERT_TRUE(jobs.keep(job).ok());
  ASSERT_TRUE(jobs.leave(job, false).ok());
  EXPECT_FALSE(jobs.find("abc"));
  PendingJob next = job;
  next.input.key = "input/2.json";
  ASSERT_TRUE(jobs.keep(next).ok());
  EXPECT_TRUE(jobs.find("abc"));
  ASSERT_EQ(jobs.leftovers().size(), 1u);
  EXPECT_EQ(jobs.leftovers().front().input.key, "input/1.json");
  EXPECT_FALSE(jobs.leftovers().front().is_finished);
}

TEST_F(Pending, AreNotTakenFromABrokenFile) {
  for (const char* text : {"", "{", "[]", "{}", R"({"key":"abc","input":"s3://x","asked_ms":1})",
                           R"({"key":"abc","input":"s3://my-bucket/k","asked_ms":"1"})"}) {
    disk.files["/data/cloud/pending/abc.json"] = text;
    EXPECT_FALSE(jobs.find("abc")) << text;
    EXPECT_TRUE(jobs.leftovers().empty());
    EXPECT_TRUE(disk.files.empty()) << "it is of no use to anybody";
  }
}

TEST_F(Pending, AreWaitedForByOneProcessOnly) {
  const auto first = jobs.lock("abc");
  ASSERT_TRUE(first.ok());
  const auto second = jobs.lock("abc");
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().message.find("another Timbre is waiting for the same piece"), std::string::npos);
}

}  // namespace
}  // namespace timbre::cloud
