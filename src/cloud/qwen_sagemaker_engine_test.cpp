// Rung: exact. Against a stand-in for S3, SageMaker, STS, instance and container (tests/stand_ins/aws_stand_in.py) that
// verifies every signature; heard through the synthesizer, as engines only can be.
#include "cloud/qwen_sagemaker_engine.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <thread>

#include "base/testing/temporary_folder.h"
#include "clone/testing/consented.h"
#include "cloud/testing/stand_in_process.h"
#include "net/curl_http_exchanger.h"
#include "safety/watermark.h"

namespace timbre::cloud {
namespace {

constexpr const char* kSecret = "stand-in-secret/+=";

/// Runs ahead of the machine's clock by what was waited for.
class HurriedClock : public Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override { return real_.now() + ahead(); }
  [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return real_.monotonic() + ahead(); }
  void hurry(std::chrono::milliseconds by) { ahead_ms_ += by.count(); }

 private:
  [[nodiscard]] std::chrono::milliseconds ahead() const { return std::chrono::milliseconds(ahead_ms_.load()); }
  SystemClock real_;
  std::atomic<std::int64_t> ahead_ms_{0};
};

struct QwenSagemaker : testing::Test {
  StandInProcess aws{"aws_stand_in.py"};
  TemporaryFolder folder;
  PosixFileSystem disk;
  HurriedClock clock;
  SystemClock real_clock;
  net::CurlHttpExchanger exchanger{real_clock};
  clone::Consented under;
  AwsSurroundings surroundings{{{"AWS_ACCESS_KEY_ID", "AKIASTANDIN"},
                                {"AWS_SECRET_ACCESS_KEY", kSecret},
                                {"AWS_REGION", "eu-west-1"},
                                {"AWS_EC2_METADATA_DISABLED", "true"}},
                               folder.path()};
  SagemakerSettings settings{.endpoint = "voice", .bucket = "timbre-bucket", .give_up_minutes = 5};
  std::vector<std::string> news;

  void SetUp() override {
    if (std::getenv("TIMBRE_SOURCE") == nullptr) GTEST_SKIP() << "SKIPPED: set TIMBRE_SOURCE to the checkout";
    ASSERT_FALSE(aws.url().empty()) << "the stand-in did not start";
    settings.runtime_url = settings.s3_url = settings.sts_url = aws.url();
  }
  std::unique_ptr<clone::Engine> engine() {
    const Waiter hurried = [this](std::chrono::milliseconds how_long, const CancelToken&) {
      clock.hurry(how_long);
      std::this_thread::sleep_for(std::chrono::milliseconds(15));
    };
    return make_qwen_sagemaker_engine(settings, {.data_folder = folder.path() / "data",
                                                 .settings_file = folder.path() / "engines.json",
                                                 .disk = disk,
                                                 .clock = clock,
                                                 .exchanger = exchanger,
                                                 .surroundings = surroundings,
                                                 .wait = hurried});
  }
  clone::SpeakOptions options() {
    clone::SpeakOptions options;
    options.on_news = [this](const clone::EngineNews& said) { news.push_back(said.words); };
    return options;
  }
  Result<safety::MarkedSpeech> speak(clone::Engine& with) {
    return under.speak(with, "The quick brown fox jumps over the lazy dog.", options());
  }
  Result<safety::MarkedSpeech> speak() { return speak(*engine()); }
  /// Once the engine and its cleaner are gone.
  void expect_nothing_left() {
    const Json state = aws.state();
    EXPECT_TRUE(state["objects"].empty()) << state.dump();
    EXPECT_TRUE(files().empty());
  }
  std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    const auto all = disk.list_recursively(folder.path() / "data" / "cloud");
    if (!all.ok()) return found;
    for (const auto& file : *all) {
      if (file.extension() == ".json") found.push_back(file);
    }
    return found;
  }
  bool was_told(const std::string& words) const {
    return std::any_of(news.begin(), news.end(),
                       [&](const std::string& one) { return one.find(words) != std::string::npos; });
  }
};

TEST_F(QwenSagemaker, SpeaksMarkedAndLeavesNothingBehind) {
  {
    const auto qwen = engine();
    EXPECT_TRUE(qwen->state().is_ready) << qwen->state().needs;
    EXPECT_NE(qwen->state().note.find("the environment"), std::string::npos);
    const auto speech = speak(*qwen);
    ASSERT_TRUE(speech.ok()) << speech.error().message;
    EXPECT_GE(speech->audio().frame_count(), 3u * 16'000u);
    const auto found = safety::detect_watermark(speech->audio().view(), under.key);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->outcome, safety::WatermarkOutcome::Marked);
  }
  const Json state = aws.state();
  ASSERT_EQ(state["put"].size(), 1u);
  EXPECT_TRUE(state["put"][0].get<std::string>().starts_with("input/"));
  EXPECT_TRUE(state["put"][0].get<std::string>().ends_with(".json"));
  EXPECT_TRUE(state["refused"].empty()) << state.dump();
  EXPECT_TRUE(was_told("sending")) << news.size();
  EXPECT_TRUE(was_told("queued at SageMaker as job " + state["jobs"][0]["id"].get<std::string>()));
  EXPECT_FALSE(was_told("nobody has read"));
  expect_nothing_left();
}

TEST_F(QwenSagemaker, TakesEveryWrapping) {
  for (const char* how : {"list", "string", "list_string", "string_list"}) {
    aws.set({{"wrap", how}});
    const auto speech = speak();
    EXPECT_TRUE(speech.ok()) << how << ": " << speech.error().message;
  }
  expect_nothing_left();
}

TEST_F(QwenSagemaker, PassesOnWhatTheContainerSaysOfItsFailure) {
  aws.set({{"fail", "CUDA out of memory"}});
  auto speech = speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(speech.error().message.find("failed: CUDA out of memory"), std::string::npos) << speech.error().message;
  EXPECT_NE(speech.error().message.find(aws.state()["jobs"][0]["id"].get<std::string>()), std::string::npos);
  aws.set({{"names_failure", false}});
  speech = speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_NE(speech.error().message.find("CUDA out of memory"), std::string::npos) << "found where it should be";
  expect_nothing_left();
}

TEST_F(QwenSagemaker, SaysWhatIsWrongWithAnAnswer) {
  for (const auto& [kind, words] :
       std::vector<std::pair<const char*, const char*>>{{"truncated", "is no JSON, or is cut off"},
                                                        {"truncated_wav", "is cut off"},
                                                        {"web_page", "is no JSON"},
                                                        {"no_audio", "holds no \"audio_base64\""},
                                                        {"error", "the model says: CUDA out of memory"},
                                                        {"other", "holds no object"}}) {
    aws.set({{"answer", kind}});
    const auto speech = speak();
    ASSERT_FALSE(speech.ok()) << kind;
    EXPECT_NE(speech.error().message.find(words), std::string::npos) << kind << ": " << speech.error().message;
    EXPECT_NE(speech.error().message.find("SageMaker's job "), std::string::npos);
  }
  expect_nothing_left();
}

TEST_F(QwenSagemaker, AsksABusyServiceAgain) {
  aws.set({{"throttle_s3", 3}, {"throttle_sagemaker", 2}, {"down_sagemaker", 2}, {"cuts", 1}});
  const auto speech = speak();
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(aws.state()["jobs"].size(), 1u);
  aws.set({{"throttle_sagemaker", 1000}});
  const auto refused = speak();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(refused.error().message.find("ThrottlingException"), std::string::npos) << refused.error().message;
  expect_nothing_left();
}

TEST_F(QwenSagemaker, ShowsTheWaitAndCanBeCancelledAndCleansUpLater) {
  aws.set({{"is_held", true}});
  auto waiting = options();
  waiting.on_news = [&](const clone::EngineNews& said) {
    news.push_back(said.words);
    if (said.words.find("waking up, for minutes: so far ") != std::string::npos) waiting.cancel.cancel();
  };
  {
    const auto qwen = engine();
    const auto speech = under.speak(*qwen, "The quick brown fox jumps over the lazy dog.", waiting);
    ASSERT_FALSE(speech.ok());
    EXPECT_EQ(speech.error().kind, ErrorKind::Cancelled) << speech.error().message;
  }
  EXPECT_TRUE(aws.state()["objects"].empty()) << "the clip is gone at once";
  ASSERT_EQ(files().size(), 1u) << "the job is remembered, for it may still write";
  aws.set({{"is_held", false}});
  while (!aws.state()["jobs"][0]["is_done"].get<bool>()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(aws.state()["objects"].size(), 1u) << "and it has";
  EXPECT_TRUE(speak().ok());
  expect_nothing_left();
}

TEST_F(QwenSagemaker, GivesUpNamingTheJobAndTakesItUpAgain) {
  settings.give_up_minutes = 1;
  aws.set({{"forgets", true}});
  const auto speech = speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Unavailable);
  const std::string job = aws.state()["jobs"][0]["id"];
  EXPECT_NE(speech.error().message.find("gave up after 1 min"), std::string::npos) << speech.error().message;
  EXPECT_NE(speech.error().message.find(job), std::string::npos);
  EXPECT_FALSE(speak().ok());
  EXPECT_TRUE(was_told("taking up job " + job));
  EXPECT_EQ(aws.state()["jobs"].size(), 1u) << "nothing is paid for twice";
}

TEST_F(QwenSagemaker, ARestartGoesOnWaitingForTheSameJob) {
  aws.set({{"is_held", true}});
  auto ending = options();
  ending.on_news = [&](const clone::EngineNews& said) {
    if (said.words.find("so far") == std::string::npos) return;
    ending.ending.cancel();
    ending.cancel.cancel();
  };
  EXPECT_EQ(under.speak(*engine(), "The quick brown fox jumps over the lazy dog.", ending).error().kind,
            ErrorKind::Cancelled);
  ASSERT_EQ(files().size(), 1u);
  EXPECT_EQ(aws.state()["objects"].size(), 1u) << "the input stays";
  const auto kept = disk.read(files().front(), 100'000);
  for (const char* word : {kSecret, "fox", "bright cold day", "AKIASTANDIN"}) {
    EXPECT_EQ(kept.value().find(word), std::string::npos) << word;
  }
  aws.set({{"is_held", false}});
  const auto speech = speak();
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_TRUE(was_told("taking up job "));
  EXPECT_EQ(aws.state()["jobs"].size(), 1u);
  expect_nothing_left();
}

TEST_F(QwenSagemaker, SaysThatASignatureWasRefusedAndShowsNoSecret) {
  surroundings.variables["AWS_SECRET_ACCESS_KEY"] = "a-wrong-secret";
  surroundings.variables["AWS_SESSION_TOKEN"] = "";
  const auto speech = speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
  EXPECT_NE(speech.error().message.find("the signature was refused"), std::string::npos) << speech.error().message;
  EXPECT_EQ(speech.error().message.find("a-wrong-secret"), std::string::npos);
  EXPECT_EQ(speech.error().message.find("canonical"), std::string::npos);
  EXPECT_FALSE(aws.state()["refused"].empty());
  surroundings.variables["AWS_ACCESS_KEY_ID"] = "AKIAUNKNOWN";
  EXPECT_NE(speak().error().message.find("does not know these credentials"), std::string::npos);
}

TEST_F(QwenSagemaker, WorksWhereS3HidesWhatIsNotThere) {
  aws.set({{"hides", true}, {"wake_s", 0.3}});
  const auto speech = speak();
  EXPECT_TRUE(speech.ok()) << speech.error().message;
  settings.give_up_minutes = 1;
  aws.set({{"forgets", true}});
  EXPECT_NE(speak().error().message.find("s3:ListBucket"), std::string::npos);
}

TEST_F(QwenSagemaker, TellsWhatItCouldNotDelete) {
  aws.set({{"keeps", true}});
  {
    const auto qwen = engine();
    ASSERT_TRUE(speak(*qwen).ok());
    for (int tries = 0; tries < 200 && qwen->state().note.find("left in the bucket") == std::string::npos; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_NE(qwen->state().note.find("left in the bucket: S3, deleting s3://timbre-bucket/input/"), std::string::npos)
        << qwen->state().note;
  }
  EXPECT_EQ(aws.state()["objects"].size(), 2u);
  aws.set({{"keeps", false}});
  ASSERT_TRUE(speak().ok());
  expect_nothing_left();
}

TEST_F(QwenSagemaker, SaysWhatIsConfiguredWrong) {
  settings.endpoint = "another";
  EXPECT_NE(speak().error().message.find("there is no endpoint 'another' in this account and region"),
            std::string::npos);
  settings.endpoint = "voice";
  settings.bucket = "not-my-bucket";
  EXPECT_NE(speak().error().message.find("NoSuchBucket"), std::string::npos);
  settings.bucket = "timbre-bucket";
  surroundings.variables["AWS_REGION"] = "us-east-1";
  EXPECT_NE(speak().error().message.find("wrong region"), std::string::npos) << speak().error().message;
  expect_nothing_left();
}

TEST_F(QwenSagemaker, AnUnpluggedServiceLeavesAJobThatCanBeTakenUp) {
  aws.set({{"forgets", true}});
  auto pulling = options();
  pulling.on_news = [&](const clone::EngineNews& said) {
    if (said.words.find("so far") != std::string::npos) aws.stop();
  };
  const auto speech = under.speak(*engine(), "The quick brown fox jumps over the lazy dog.", pulling);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(speech.error().message.find("goes on; ask again to take it up"), std::string::npos)
      << speech.error().message;
  EXPECT_EQ(files().size(), 1u);
}

TEST_F(QwenSagemaker, WarnsOfATranscriptThatNobodyRead) {
  under.voice.is_text_unchecked = true;
  ASSERT_TRUE(speak().ok());
  EXPECT_TRUE(was_told("nobody has read"));
  under.voice.reference_text.clear();
  EXPECT_EQ(speak().error().kind, ErrorKind::InvalidInput);
}

TEST_F(QwenSagemaker, TakesCredentialsFromWhereverTheyAre) {
  const auto asked_as = [&](const std::string& start) {
    const auto speech = speak();
    EXPECT_TRUE(speech.ok()) << start << ": " << speech.error().message;
    const Json state = aws.state();
    EXPECT_TRUE(state["asked_as"].back().get<std::string>().starts_with(start)) << state["asked_as"].dump();
  };
  surroundings.variables = {{"AWS_REGION", "eu-west-1"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url()}};
  asked_as("ASIAINSTANCE");
  surroundings.variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = aws.url() + "/container";
  surroundings.variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "container-token";
  asked_as("ASIACONTAINER");
  std::filesystem::create_directories(folder.path() / ".aws");
  std::ofstream(folder.path() / ".aws/credentials")
      << "[base]\naws_access_key_id = AKIASTANDIN\naws_secret_access_key = " << kSecret << "\n";
  std::ofstream(folder.path() / ".aws/config")
      << "[profile voice]\nrole_arn = arn:aws:iam::000000000000:role/voice\nsource_profile = base\nregion = "
         "eu-west-1\n";
  surroundings.variables = {{"AWS_PROFILE", "voice"}};
  aws.set({{"expires", 1}});  // the first request of a role is told that its credentials have expired
  asked_as("ASIAROLE");
  surroundings.variables = {{"AWS_PROFILE", "base"}, {"AWS_REGION", "eu-west-1"}};
  asked_as("AKIASTANDIN");
  std::ofstream(folder.path() / "token") << "web-identity-token";
  surroundings.variables = {{"AWS_REGION", "eu-west-1"},
                            {"AWS_WEB_IDENTITY_TOKEN_FILE", folder.path() / "token"},
                            {"AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/voice"}};
  asked_as("ASIAROLE");
  expect_nothing_left();
}

TEST_F(QwenSagemaker, SaysWhatItNeeds) {
  const QwenSagemakerParts parts{.data_folder = folder.path(),
                                 .settings_file = "/data/engines.json",
                                 .disk = disk,
                                 .clock = clock,
                                 .exchanger = exchanger,
                                 .surroundings = {{{"AWS_EC2_METADATA_DISABLED", "true"}}, folder.path()}};
  const auto state_of = [&](const Result<SagemakerSettings>& given, const QwenSagemakerParts& with) {
    return make_qwen_sagemaker_engine(given, with)->state();
  };
  auto state = state_of(Error{ErrorKind::NotFound, ""}, parts);
  EXPECT_FALSE(state.is_ready);
  EXPECT_NE(state.needs.find("none is configured"), std::string::npos);
  EXPECT_NE(state.step.find("/data/engines.json"), std::string::npos);
  state = state_of(Error{ErrorKind::InvalidInput, "engines.json: sagemaker.bucket is missing"}, parts);
  EXPECT_NE(state.needs.find("sagemaker.bucket is missing"), std::string::npos);
  state = state_of(settings, parts);
  EXPECT_NE(state.needs.find("no AWS region is named"), std::string::npos) << state.needs;
  SagemakerSettings placed = settings;
  placed.region = "eu-west-1";
  state = state_of(placed, parts);
  EXPECT_NE(state.needs.find("no AWS credentials were found"), std::string::npos) << state.needs;
  const auto speech = under.speak(*make_qwen_sagemaker_engine(placed, parts), "Hello there.");
  EXPECT_FALSE(speech.ok());
}

}  // namespace
}  // namespace timbre::cloud
