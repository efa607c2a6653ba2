// Rung: exact, with a judge that does what it is told.
#include "studio/take_library.h"

#include <condition_variable>
#include <cstring>
#include <gtest/gtest.h>

#include "audio/testing/wav_bytes.h"
#include "base/json.h"
#include "base/testing/temporary_folder.h"
#include "studio/transcribe_file.h"
#include "studio/transcript_cache.h"

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
      if (status.state != JobState::Waiting && status.state != JobState::Running) ++over_;
      changed_.notify_all();
    });
    library_ = std::make_unique<TakeLibrary>(
        *store_, *jobs_, random_,
        [this](const std::filesystem::path& path, const JobContext&) -> Result<store::Judgement> {
          if (fails_) return Error{ErrorKind::Unsupported, "'" + path.string() + "' holds no sound"};
          return store::Judgement{"0.1", "{}", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000};
        },
        [](const std::string&) {}, listens_ ? listener() : Listener());
  }
  /// Hears the bytes of the file as its words.
  Listener listener() {
    return [this](const store::Take& take, const std::filesystem::path& path,
                  const JobContext& context) -> Result<store::Words> {
      {
        std::unique_lock lock(mutex_);
        heard_.push_back(take.summary.id);
        changed_.notify_all();
        while (holds_ && !context.cancel.is_cancelled()) changed_.wait_for(lock, std::chrono::milliseconds(1));
      }
      if (hearing_fails_) return *hearing_fails_;
      TRY(const std::string text, disk_.read(path, 1000));
      return store::Words{"fake",
                          Json{{"text", text}}.dump(),
                          text,
                          std::nullopt,
                          {"0.1", R"({"words":true})", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000}};
    };
  }
  std::size_t heard_count() {
    const std::lock_guard lock(mutex_);
    return heard_.size();
  }
  void wait_until_heard(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return heard_.size() >= count; });
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
  bool listens_ = false;
  bool holds_ = false;
  std::optional<Error> hearing_fails_;
  std::vector<std::string> heard_;
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

TEST_F(TakeLibraryTest, WordsFollowTheVerdict) {
  listens_ = true;
  reopen();
  const std::string id = library_->add(upload("hello there", "a.wav")).value().summary.id;
  wait_for(2);
  const store::Take take = store_->get(id).value();
  EXPECT_EQ(take.summary.first_words, "hello there");
  EXPECT_EQ(take.scorecard_json, R"({"words":true})") << "judged anew";
  EXPECT_TRUE(take.words_ms.has_value());
  ASSERT_TRUE(library_->judge(id).ok());
  wait_for(4);
  EXPECT_EQ(heard_count(), 2U);
  EXPECT_EQ(store_->get(id)->scorecard_json, R"({"words":true})");
}

TEST_F(TakeLibraryTest, NoVerdictWaitsForWords) {
  listens_ = holds_ = true;
  reopen();
  ASSERT_TRUE(library_->add(upload("first", "a.wav")).ok());
  wait_until_heard(1);
  const std::string second = library_->add(upload("second", "b.wav")).value().summary.id;
  wait_for(2);
  EXPECT_EQ(store_->get(second)->summary.verdict, "keep");
  EXPECT_EQ(heard_count(), 1U) << "the first is still being listened to";
  EXPECT_EQ(library_->find_words(second).value(), library_->find_words(second).value()) << "asked for once";
  jobs_->stop();
}

TEST_F(TakeLibraryTest, ADeletedTakeIsNotListenedToAndComesBack) {
  listens_ = holds_ = true;
  reopen();
  const std::string id = library_->add(upload("hello", "a.wav")).value().summary.id;
  wait_until_heard(1);
  ASSERT_TRUE(library_->move_to_trash(id, std::nullopt).ok());
  wait_for(2);
  EXPECT_FALSE(store_->get(id)->words_ms.has_value());
  EXPECT_EQ(library_->find_words(id).error().kind, ErrorKind::InvalidInput);
  {
    const std::lock_guard lock(mutex_);
    holds_ = false;
  }
  ASSERT_TRUE(library_->take_from_trash(id).ok());
  wait_for(3);
  EXPECT_EQ(store_->get(id)->summary.first_words, "hello");
}

TEST_F(TakeLibraryTest, WhatWasNotListenedToIsListenedToAtTheNextStartAndOnlyOnce) {
  std::vector<std::string> ids;
  for (const char* text : {"one", "two", "three"}) {
    ids.push_back(library_->add(upload(text, "a.wav")).value().summary.id);
  }
  wait_for(3);
  EXPECT_EQ(library_->find_missing_words().value(), 0U) << "nobody listens";
  listens_ = true;
  reopen();
  EXPECT_EQ(library_->find_missing_words().value(), 3U);
  wait_for(6);
  for (const std::string& id : ids) EXPECT_TRUE(store_->get(id)->words_ms.has_value());
  reopen();
  EXPECT_EQ(library_->find_missing_words().value(), 0U);
}

TEST_F(TakeLibraryTest, DeletingWhatWaitsDoesNotHoldUpTheRest) {
  std::vector<std::string> ids;
  for (const char* text : {"one", "two", "three"}) {
    ids.push_back(library_->add(upload(text, "a.wav")).value().summary.id);
  }
  wait_for(3);
  listens_ = holds_ = true;
  reopen();
  const std::string busy = library_->add(upload("busy", "b.wav")).value().summary.id;
  wait_until_heard(1);
  ASSERT_EQ(library_->find_missing_words().value(), 4U);
  const auto next = jobs_->list().back();
  ASSERT_EQ(next.state, JobState::Waiting);
  ASSERT_TRUE(library_->move_to_trash(next.subject, std::nullopt).ok());
  {
    const std::lock_guard lock(mutex_);
    holds_ = false;
  }
  for (const std::string& id : ids) {
    if (id == next.subject) continue;
    while (!store_->get(id)->words_ms) std::this_thread::yield();
  }
  EXPECT_FALSE(store_->get(next.subject)->words_ms.has_value());
}

TEST_F(TakeLibraryTest, WhatCannotBeListenedToIsLeftAloneUnlessNobodyCouldListen) {
  listens_ = true;
  hearing_fails_ = Error{ErrorKind::Corrupt, "broken in the middle"};
  reopen();
  const std::string broken = library_->add(upload("a", "a.wav")).value().summary.id;
  wait_for(2);
  EXPECT_TRUE(store_->get(broken)->words_ms.has_value());
  EXPECT_EQ(store_->get(broken)->summary.verdict, "keep") << "the verdict stands";
  hearing_fails_ = Error{ErrorKind::Unavailable, "no engine is installed"};
  const std::string unheard = library_->add(upload("b", "b.wav")).value().summary.id;
  wait_for(4);
  EXPECT_FALSE(store_->get(unheard)->words_ms.has_value());
  EXPECT_EQ(store_->without_words().value(), std::vector<std::string>{unheard});
}

TEST_F(TakeLibraryTest, ARecordingBecomesATake) {
  store::Recordings recordings(*store_);
  store::Recording recording;
  recording.id = library_->new_id();
  recording.sample_rate_hz = 48000;
  recording.channel_count = 1;
  recording.prompt = "Did you hear that?";
  recording.capture = R"({"echoCancellation":false})";
  ASSERT_TRUE(recordings.begin(recording).ok());
  ASSERT_TRUE(recordings.put(recording.id, 0, std::string(4000, '\0')).ok());
  const store::Take take = library_->finish_recording(recording.id, "").value();
  EXPECT_EQ(take.summary.prompt, "Did you hear that?");
  EXPECT_TRUE(take.summary.name.starts_with("Take of "));
  EXPECT_EQ(take.capture_json, R"({"echoCancellation":false})");
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

TEST_F(TakeLibraryTest, WhatWasHeardGoesWithTheLastTakeOfThatSound) {
  audio::WavBytes wav;
  wav.data = std::string(4000, 'x');
  const auto add = [&] {
    const std::string id = library_->add(upload(wav.bytes(), "a.wav")).value().summary.id;
    const store::Judgement judgement{"0.1", "{}", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000};
    EXPECT_TRUE(store_->set_words(id, {"fake", R"({"words":[]})", "hello", std::nullopt, judgement}).ok());
    EXPECT_TRUE(library_->move_to_trash(id, std::nullopt).ok());
    return id;
  };
  const std::string one = add(), other = add();
  const auto audio = store_->audio_path(store_->get(one)->summary.blob.sha256).value();
  const auto sum = samples_sum(audio);
  ASSERT_TRUE(sum.ok()) << sum.error().message;
  TranscriptCache cache(disk_, kept_words_folder(*store_));
  cache.keep({*sum, "fake", "en"}, Json{{"text", "hello"}});
  cache.keep({"another", "fake", "en"}, Json{{"text", "hello"}});
  ASSERT_TRUE(library_->purge(one).ok());
  EXPECT_TRUE(cache.find({*sum, "fake", "en"})) << "the other take has it still";
  ASSERT_TRUE(library_->purge(other).ok());
  EXPECT_FALSE(cache.find({*sum, "fake", "en"}));
  EXPECT_TRUE(cache.find({"another", "fake", "en"}));
}

}  // namespace
}  // namespace timbre::studio
