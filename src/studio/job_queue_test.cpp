// Rung: exact for order and states, property for cancelling under load.
#include "studio/job_queue.h"

#include <future>
#include <gtest/gtest.h>

namespace timbre::studio {
namespace {

/// Collects every change of every job.
class JobQueueTest : public ::testing::Test {
 protected:
  std::function<void(const JobStatus&)> recorder() {
    return [this](const JobStatus& status) {
      const std::lock_guard lock(mutex_);
      changes_.push_back(status);
      changed_.notify_all();
    };
  }
  void wait_until_over(const std::string& id) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return std::any_of(changes_.begin(), changes_.end(), [&](const JobStatus& s) {
        return s.id == id && s.state != JobState::Waiting && s.state != JobState::Running;
      });
    });
  }
  JobState last_state(const std::string& id) {
    const std::lock_guard lock(mutex_);
    JobState state = JobState::Waiting;
    for (const auto& change : changes_) {
      if (change.id == id) state = change.state;
    }
    return state;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<JobStatus> changes_;
};

Job job_of(const std::string& id, std::function<Result<void>(const JobContext&)> work, const std::string& lane = "") {
  return {id, "test", "subject-" + id, lane, std::move(work)};
}

TEST_F(JobQueueTest, SaysHowEachJobWent) {
  JobQueue queue(2, recorder());
  ASSERT_TRUE(queue
                  .add(job_of("good",
                              [](const JobContext& c) -> Result<void> {
                                c.progress(0.5);
                                return {};
                              }))
                  .ok());
  ASSERT_TRUE(queue
                  .add(job_of("bad",
                              [](const JobContext&) -> Result<void> {
                                return Error{ErrorKind::InvalidInput, "no sound"};
                              }))
                  .ok());
  wait_until_over("good");
  wait_until_over("bad");
  EXPECT_EQ(queue.get("good")->state, JobState::Done);
  EXPECT_EQ(queue.get("good")->progress, 1.0);
  EXPECT_EQ(queue.get("bad")->state, JobState::Failed);
  EXPECT_EQ(queue.get("bad")->error, "no sound");
  EXPECT_EQ(queue.list().size(), 2U);
}

TEST_F(JobQueueTest, LanesTakeTurns) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::string order;
  JobQueue queue(1, recorder());
  ASSERT_TRUE(queue
                  .add(job_of(
                      "gate",
                      [open](const JobContext&) -> Result<void> {
                        open.wait();
                        return {};
                      },
                      "z"))
                  .ok());
  const auto note = [&order](char c) {
    return [&order, c](const JobContext&) -> Result<void> {
      order += c;
      return {};
    };
  };
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(queue.add(job_of("a" + std::to_string(i), note('a'), "a")).ok());
  ASSERT_TRUE(queue.add(job_of("b", note('b'), "b")).ok());
  gate.set_value();
  wait_until_over("a3");
  wait_until_over("b");
  EXPECT_EQ(order, "abaaa");
}

TEST_F(JobQueueTest, TheBackgroundNeverTakesATurnFromWhatIsWantedSoon) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  JobQueue queue(1, recorder());
  const auto slow = [open](const JobContext&) -> Result<void> {
    open.wait();
    return {};
  };
  for (const char* id : {"slow", "slower"}) {
    Job job = job_of(id, slow);
    job.priority = JobPriority::Background;
    ASSERT_TRUE(queue.add(std::move(job)).ok());
  }
  ASSERT_TRUE(queue.add(job_of("soon", [](const JobContext&) -> Result<void> { return {}; })).ok());
  wait_until_over("soon");
  EXPECT_NE(last_state("slow"), JobState::Done) << "it is still held up";
  EXPECT_EQ(queue.find_waiting("test", "subject-slower")->id, "slower");
  EXPECT_FALSE(queue.find_waiting("test", "subject-soon").has_value());
  EXPECT_FALSE(queue.find_waiting("other", "subject-slower").has_value());
  gate.set_value();
  wait_until_over("slower");
}

TEST_F(JobQueueTest, CancelsWhatWaitsAtOnceAndWhatRunsSoon) {
  std::promise<void> started;
  JobQueue queue(1, recorder());
  ASSERT_TRUE(queue
                  .add(job_of("runs",
                              [&started](const JobContext& c) -> Result<void> {
                                started.set_value();
                                while (!c.cancel.is_cancelled()) std::this_thread::yield();
                                return Error{ErrorKind::Cancelled, "stopped"};
                              }))
                  .ok());
  bool was_run = false;
  ASSERT_TRUE(queue
                  .add(job_of("waits",
                              [&was_run](const JobContext&) -> Result<void> {
                                was_run = true;
                                return {};
                              }))
                  .ok());
  started.get_future().wait();
  ASSERT_TRUE(queue.cancel("waits").ok());
  EXPECT_EQ(last_state("waits"), JobState::Cancelled);
  queue.cancel_all_of("subject-runs");
  wait_until_over("runs");
  EXPECT_EQ(last_state("runs"), JobState::Cancelled);
  EXPECT_FALSE(was_run);
  EXPECT_FALSE(queue.cancel("runs").ok());
  EXPECT_FALSE(queue.cancel("unknown").ok());
}

TEST_F(JobQueueTest, EndsWhileJobsWaitAndRun) {
  for (int round = 0; round < 20; ++round) {
    JobQueue queue(2, recorder());
    for (int i = 0; i < 10; ++i) {
      ASSERT_TRUE(queue
                      .add(job_of(std::to_string(i),
                                  [](const JobContext& c) -> Result<void> {
                                    while (!c.cancel.is_cancelled()) std::this_thread::yield();
                                    return Error{ErrorKind::Cancelled, "stopped"};
                                  }))
                      .ok());
    }
  }
}

TEST_F(JobQueueTest, ForgetsTheOldestThatEnded) {
  JobQueue queue(1, recorder());
  for (std::size_t i = 0; i <= JobQueue::kKeptJobs; ++i) {
    ASSERT_TRUE(queue.add(job_of(std::to_string(i), [](const JobContext&) -> Result<void> { return {}; })).ok());
  }
  wait_until_over(std::to_string(JobQueue::kKeptJobs));
  EXPECT_FALSE(queue.get("0").ok());
  EXPECT_TRUE(queue.get("1").ok());
}

}  // namespace
}  // namespace timbre::studio
