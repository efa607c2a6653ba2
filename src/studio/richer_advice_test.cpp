// Rung: exact, with a service that does what it is told.
#include "studio/richer_advice.h"

#include <gtest/gtest.h>
#include <thread>

#include "base/testing/temporary_folder.h"
#include "score/scorecard_json.h"
#include "score/testing/advice_cards.h"
#include "studio/judgement.h"
#include "studio/testing/scripted_advice_service.h"

namespace timbre::studio {
namespace {

class RicherAdviceTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(); }
  void TearDown() override { jobs_->stop(); }

  void reopen() {
    if (jobs_) jobs_->stop();
    advice_.reset();
    library_.reset();
    jobs_.reset();
    store_.reset();
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    jobs_ = std::make_unique<JobQueue>(1, [](const JobStatus&) {});
    library_ = std::make_unique<TakeLibrary>(
        *store_, *jobs_, random_,
        [this](const std::filesystem::path&, const JobContext&) -> Result<store::Judgement> {
          if (!judges_) return Error{ErrorKind::Unsupported, "no sound"};
          return judgement_of(card_);
        },
        [](const std::string&) {});
    advice_ = std::make_unique<RicherAdvice>(*library_, *jobs_, service_, [this](const std::string&) { ++news_; });
  }

  std::string judged_take() {
    store::NewTake take;
    take.id = library_->new_id();
    take.name = "A secret name";
    store::BlobWriter writer = store_->begin_upload(take.id).value();
    EXPECT_TRUE(writer.write("sound").ok());
    take.blob = writer.finish().value();
    const std::string id = library_->add(take).value().summary.id;
    while (true) {
      const store::Take now = store_->get(id).value();
      if (now.scorecard_json || now.summary.problem) return id;
      std::this_thread::yield();
    }
  }

  Json settled(const std::string& id) {
    while (true) {
      Json now = advice_->json_of(id).value();
      if (now["state"] != "waiting" && now["state"] != "running") return now;
      std::this_thread::yield();
    }
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{7};
  score::Scorecard card_ = score::troubled_card();
  bool judges_ = true;
  std::atomic<int> news_ = 0;
  std::shared_ptr<ScriptedAdviceService> service_ = std::make_shared<ScriptedAdviceService>();
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<JobQueue> jobs_;
  std::unique_ptr<TakeLibrary> library_;
  std::unique_ptr<RicherAdvice> advice_;
};

TEST_F(RicherAdviceTest, NothingIsSentBeforeAPersonAgreed) {
  const std::string id = judged_take();
  const Json before = advice_->json_of(id).value();
  EXPECT_EQ(before["state"], "none");
  EXPECT_EQ(before["payload"]["scorecard"]["verdict"], "reject") << "what would be sent can be looked at";
  EXPECT_EQ(advice_->service_json()["agreed"], false);
  const auto refused = advice_->ask(id, false);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Denied);
  EXPECT_TRUE(service_->asked().empty());

  ASSERT_TRUE(advice_->ask(id, true).ok());
  const Json done = settled(id);
  EXPECT_EQ(done["state"], "done");
  ASSERT_EQ(service_->asked().size(), 1U);
  EXPECT_EQ(service_->asked()[0], before["payload"]) << "what was shown is what was sent";
  EXPECT_EQ(advice_->service_json()["agreed"], true);
}

TEST_F(RicherAdviceTest, TheAnswerIsCheckedAndBothHalvesAreShown) {
  const std::string id = judged_take();
  ASSERT_TRUE(advice_->ask(id, true).ok());
  const Json done = settled(id);
  ASSERT_EQ(done["advice"].size(), 1U);
  EXPECT_EQ(done["advice"][0]["measure"], "snr_db");
  EXPECT_EQ(done["advice"][0]["text"], "Find a quieter room.");
  ASSERT_EQ(done["dropped"].size(), 1U);
  EXPECT_NE(done["dropped"][0]["why"].get<std::string>().find("which is good"), std::string::npos);
  EXPECT_EQ(done["service"], "openai_chat");
  EXPECT_EQ(done["model"], "model-1");
  EXPECT_TRUE(done["made_ms"].is_number_integer());
  EXPECT_EQ(done["why"], nullptr);
  EXPECT_GE(news_, 3) << "waiting, running, done";
}

TEST_F(RicherAdviceTest, AnswerAndAgreementSurviveARestart) {
  const std::string id = judged_take();
  ASSERT_TRUE(advice_->ask(id, true).ok());
  const Json done = settled(id);
  reopen();
  EXPECT_EQ(advice_->json_of(id).value(), done);
  EXPECT_EQ(advice_->service_json()["agreed"], true);
  EXPECT_TRUE(advice_->ask(id, false).ok());
}

TEST_F(RicherAdviceTest, AnotherHostIsAskedAboutAnew) {
  const std::string id = judged_take();
  ASSERT_TRUE(advice_->ask(id, true).ok());
  EXPECT_EQ(settled(id)["state"], "done");
  service_->state_.host = "elsewhere.example";
  EXPECT_EQ(advice_->service_json()["agreed"], false);
  EXPECT_FALSE(advice_->ask(id, false).ok());
}

TEST_F(RicherAdviceTest, AdviceOnAnotherScorecardIsNotShown) {
  const std::string id = judged_take();
  ASSERT_TRUE(advice_->ask(id, true).ok());
  EXPECT_EQ(settled(id)["state"], "done");
  card_ = score::score_measurements(score::home_take());
  ASSERT_TRUE(store_->set_judgement(id, judgement_of(card_)).ok());
  EXPECT_EQ(advice_->json_of(id).value()["state"], "none");
}

TEST_F(RicherAdviceTest, WhyThereIsNoneIsSaidInOneLine) {
  const std::string id = judged_take();
  service_->error_ = Error{ErrorKind::Unavailable, "advice.example did not answer in 60 s\nX"};
  ASSERT_TRUE(advice_->ask(id, true).ok());
  Json failed = settled(id);
  EXPECT_EQ(failed["state"], "failed");
  EXPECT_EQ(failed["why"], "advice.example did not answer in 60 s\\nX");
  service_->error_.reset();
  service_->answer_ = "I am sorry, I cannot do that.";
  ASSERT_TRUE(advice_->ask(id, true).ok()) << "a failed question can be asked again";
  failed = settled(id);
  EXPECT_NE(failed["why"].get<std::string>().find("not advice"), std::string::npos);
  EXPECT_TRUE(failed["advice"].empty());
}

TEST_F(RicherAdviceTest, AQuestionThatRunsIsNotAskedAgainAndCanBeStopped) {
  const std::string id = judged_take();
  service_->hold(true);
  ASSERT_TRUE(advice_->ask(id, true).ok());
  while (service_->asked().empty()) std::this_thread::yield();
  EXPECT_EQ(advice_->json_of(id).value()["state"], "running");
  ASSERT_TRUE(advice_->ask(id, true).ok());
  EXPECT_EQ(service_->asked().size(), 1U);
  jobs_->cancel_all_of(id);
  EXPECT_EQ(settled(id)["state"], "failed");
}

TEST_F(RicherAdviceTest, WithoutAServiceItSaysWhatIsMissing) {
  service_.reset();
  reopen();
  const std::string id = judged_take();
  const Json state = advice_->service_json();
  EXPECT_EQ(state["configured"], false);
  EXPECT_TRUE(state["needs"].is_string() && state["step"].is_string());
  EXPECT_EQ(state["service"], nullptr);
  EXPECT_TRUE(advice_->json_of(id).value()["why"].is_string());
  EXPECT_EQ(advice_->ask(id, true).error().kind, ErrorKind::Unavailable);
}

TEST_F(RicherAdviceTest, ATakeWithoutAScorecardHasNothingToSend) {
  judges_ = false;
  const std::string id = judged_take();
  const Json none = advice_->json_of(id).value();
  EXPECT_EQ(none["payload"], nullptr);
  EXPECT_NE(none["why"].get<std::string>().find("not judged"), std::string::npos);
  EXPECT_EQ(advice_->ask(id, true).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(advice_->json_of("nobody").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(advice_->ask("nobody", true).error().kind, ErrorKind::NotFound);
}

TEST_F(RicherAdviceTest, DamagedFilesAreNoneAtAll) {
  const std::string id = judged_take();
  ASSERT_TRUE(advice_->ask(id, true).ok());
  EXPECT_EQ(settled(id)["state"], "done");
  const auto kept = kept_advice_folder(*store_) / (id + ".json");
  for (const char* bytes : {"", "[]", "{", R"({"asked":3})", "\xff\xff"}) {
    ASSERT_TRUE(disk_.write_atomically(kept, bytes).ok());
    ASSERT_TRUE(disk_.write_atomically(folder_.path() / "advice-agreed.json", bytes).ok());
    EXPECT_EQ(advice_->json_of(id).value()["state"], "none") << bytes;
    EXPECT_EQ(advice_->service_json()["agreed"], false) << bytes;
  }
}

TEST_F(RicherAdviceTest, GoesWithItsTake) {
  const std::string id = judged_take();
  ASSERT_TRUE(advice_->ask(id, true).ok());
  EXPECT_EQ(settled(id)["state"], "done");
  ASSERT_TRUE(library_->move_to_trash(id, std::nullopt).ok());
  ASSERT_TRUE(library_->purge(id).ok());
  EXPECT_TRUE(disk_.list_recursively(kept_advice_folder(*store_)).value().empty());
}

}  // namespace
}  // namespace timbre::studio
