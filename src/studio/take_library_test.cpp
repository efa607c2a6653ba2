// Rung: exact, with a judge that does what it is told.
#include "studio/take_library.h"

#include <condition_variable>
#include <cstring>
#include <gtest/gtest.h>

#include "base/testing/temporary_folder.h"

namespace timbre::studio {
namespace {

class TakeLibraryTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(); }
  void TearDown() override { jobs_->stop(); }
  void reopen() {
    if (jobs_) jobs_->stop();
    library_.reset();
    jobs_.reset();
    store_.reset();
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    jobs_ = std::make_unique<JobQueue>(1, [this](const JobStatus& status) {
      const std::lock_guard lock(mutex_);
      if (status.state == JobState::Done || status.state == JobState::Cancelled) ++over_;
      changed_.notify_all();
    });
    library_ = std::make_unique<TakeLibrary>(
        *store_, *jobs_, random_,
        [this](const std::filesystem::path& path, const JobContext&) -> Result<store::Judgement> {
          if (fails_) return Error{ErrorKind::Unsupported, "'" + path.string() + "' holds no sound"};
          return store::Judgement{"0.1", "{}", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000};
        },
        [](const std::string&) {});
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return over_ >= count; });
  }
  store::NewTake upload(const std::string& bytes, const std::string& original) {
    store::NewTake take;
    take.id = library_->new_id();
    take.original_name = original;
    store::BlobWriter writer = store_->begin_upload(take.id).value();
    EXPECT_TRUE(writer.write(bytes).ok());
    take.blob = writer.finish().value();
    return take;
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{3};
  std::mutex mutex_;
  std::condition_variable changed_;
  int over_ = 0;
  bool fails_ = false;
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<JobQueue> jobs_;
  std::unique_ptr<TakeLibrary> library_;
};

TEST_F(TakeLibraryTest, ATakeIsKeptNamedAndJudged) {
  const store::Take take = library_->add(upload("abc", "../evil/Tuesday.wav")).value();
  EXPECT_EQ(take.summary.name, "Tuesday");
  wait_for(1);
  EXPECT_EQ(store_->get(take.summary.id)->summary.verdict, "keep");
}

TEST_F(TakeLibraryTest, WhatCannotBeJudgedSaysWhyWithoutNamingTheStoresPath) {
  fails_ = true;
  const store::Take take = library_->add(upload("abc", "Tuesday.wav")).value();
  wait_for(1);
  EXPECT_EQ(store_->get(take.summary.id)->summary.problem, "'Tuesday.wav' holds no sound");
}

TEST_F(TakeLibraryTest, WhatWasNotJudgedIsJudgedAtTheNextStart) {
  const store::NewTake take = upload("abc", "a.wav");
  ASSERT_TRUE(store_->add(take).ok());
  reopen();
  EXPECT_EQ(library_->judge_unjudged().value(), 1U);
  wait_for(1);
  EXPECT_EQ(store_->get(take.id)->summary.verdict, "keep");
  EXPECT_EQ(library_->judge_unjudged().value(), 0U);
}

TEST_F(TakeLibraryTest, ARecordingBecomesATake) {
  store::Recordings recordings(*store_);
  store::Recording recording;
  recording.id = library_->new_id();
  recording.sample_rate_hz = 48000;
  recording.channel_count = 1;
  recording.prompt = "Did you hear that?";
  ASSERT_TRUE(recordings.begin(recording).ok());
  ASSERT_TRUE(recordings.put(recording.id, 0, std::string(4000, '\0')).ok());
  const store::Take take = library_->finish_recording(recording.id, "").value();
  EXPECT_EQ(take.summary.prompt, "Did you hear that?");
  EXPECT_TRUE(take.summary.name.starts_with("Take of "));
  EXPECT_EQ(take.summary.blob.size_bytes, 44U + 2000U) << "silence needs 16 bits";
  EXPECT_FALSE(library_->finish_recording(recording.id, "").ok());
  wait_for(1);
}

TEST_F(TakeLibraryTest, NamesHaveLimitsAndAreText) {
  const store::Take take = library_->add(upload("abc", std::string(500, 'x') + ".wav")).value();
  EXPECT_LE(take.summary.name.size(), kMaxNameBytes);
  const std::string& id = take.summary.id;
  for (const std::string& name : {std::string(), std::string(kMaxNameBytes + 1, 'x'), std::string("\xff")}) {
    EXPECT_EQ(library_->edit(id, {.name = name, .note = {}, .edited_text = {}}, std::nullopt).error().kind,
              ErrorKind::InvalidInput);
  }
  EXPECT_TRUE(library_->edit(id, {.name = "ä", .note = {}, .edited_text = {}}, std::nullopt).ok());
  wait_for(1);
}

}  // namespace
}  // namespace timbre::studio
