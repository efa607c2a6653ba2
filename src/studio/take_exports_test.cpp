// Rung: exact, over a real store and speech made by espeak-ng.
#include "studio/take_exports.h"

#include <condition_variable>
#include <gtest/gtest.h>

#include "audio/codec/wav_writer.h"
#include "base/sha256.h"
#include "base/testing/temporary_folder.h"
#include "base/uuid.h"
#include "safety/testing/memory_audit_log.h"
#include "studio/clip_json.h"
#include "studio/synthesised_speech.h"

namespace timbre::studio {
namespace {

const std::string& speech_bytes() {
  static const std::string bytes = [] {
    const auto speech = synthesised_speech();
    return speech.ok() ? audio::encode_wav(speech->view(), audio::WavEncoding::Pcm16).value() : std::string();
  }();
  return bytes;
}

class TakeExportsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_FALSE(speech_bytes().empty()) << "espeak-ng made no speech";
    open();
  }
  void TearDown() override { jobs_->stop(); }
  void open() {
    if (jobs_) jobs_->stop();
    exports_.reset();
    clips_.reset();
    library_.reset();
    store_.reset();
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    jobs_ = std::make_unique<JobQueue>(1, [](const JobStatus&) {});
    library_ = std::make_unique<TakeLibrary>(
        *store_, *jobs_, random_,
        [](const std::filesystem::path&, const JobContext&) -> Result<store::Judgement> {
          return Error{ErrorKind::Unsupported, "not judged here"};
        },
        [](const std::string&) {});
    clips_ = std::make_shared<TakeClips>(*library_);
    exports_ = std::make_shared<TakeExports>(*library_, *jobs_, clips_, log_);
  }
  std::string add(const std::string& name, const std::string& bytes = speech_bytes()) {
    store::NewTake take;
    take.id = library_->new_id();
    take.name = name;
    take.original_name = "recorded.wav";
    store::BlobWriter writer = store_->begin_upload(take.id).value();
    EXPECT_TRUE(writer.write(bytes).ok());
    take.blob = writer.finish().value();
    EXPECT_TRUE(library_->add(take).ok());
    return take.id;
  }
  static ExportOrder order(std::vector<std::string> takes, std::vector<std::string> profiles = {"gpt-sovits"}) {
    ExportOrder order;
    order.takes = std::move(takes);
    order.wish.profiles = std::move(profiles);
    return order;
  }
  /// Waits until the export is over.
  Json made(const ExportOrder& order) {
    const auto started = exports_->start(order);
    EXPECT_TRUE(started.ok()) << started.error().message;
    if (!started.ok()) return {};
    for (;;) {
      const auto json = exports_->get(started->id);
      if (!json.ok() || ((*json)["state"] != "waiting" && (*json)["state"] != "running")) return json.value();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  std::string read(const std::filesystem::path& path) { return disk_.read(path, 1U << 30U).value(); }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{9};
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<JobQueue> jobs_;
  std::unique_ptr<TakeLibrary> library_;
  safety::MemoryAuditLog log_;
  std::shared_ptr<TakeClips> clips_;
  std::shared_ptr<TakeExports> exports_;
};

TEST_F(TakeExportsTest, WritesWhatThePlanSaidAndEveryFileHasItsSum) {
  const std::string take = add("My take");
  const auto plan = clips_->plan(take, order({}).wish);
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  const Json json = made(order({take}));
  ASSERT_EQ(json["state"], "done") << json.dump(2);
  const Json& files = json["takes"][0]["files"];
  ASSERT_EQ(files.size(), (*plan)["files"].size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(files[i]["name"], (*plan)["files"][i]["name"]);
    EXPECT_EQ(files[i]["size_bytes"], (*plan)["files"][i]["size_bytes"]);
    const auto file = exports_->file(json["id"], static_cast<std::int64_t>(i));
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(sha256_hex(read(file->path)), files[i]["sha256"]);
    EXPECT_EQ(file->name.find("My take - "), 0U) << file->name;
  }
  const Json& clip = json["takes"][0]["clips"][0];
  EXPECT_EQ(clip["window"], (*plan)["window"]);
  EXPECT_EQ(clip["words_from"], "nobody");
  EXPECT_EQ(clip["scorecard"]["file"], "clip.wav");
  ASSERT_EQ(log_.events.size(), 1U) << "the plan is thrown away and leaves no trace, the export does";
  EXPECT_EQ(log_.events[0].act, safety::AuditAct::Exported);
  EXPECT_EQ(log_.events[0].details["take"], take);
  EXPECT_EQ(log_.events[0].details["profiles"], "gpt-sovits");
  EXPECT_EQ(exports_->list()[0]["id"], json["id"]);
  EXPECT_FALSE(exports_->list()[0]["takes"][0]["clips"][0].contains("scorecard"));
}

TEST_F(TakeExportsTest, WithoutARecordThereIsNoExport) {
  const std::string take = add("My take");
  log_.next_failure = Error{ErrorKind::Unavailable, "the log cannot be written"};
  const Json json = made(order({take}));
  EXPECT_EQ(json["state"], "failed");
  EXPECT_NE(json["error"].get<std::string>().find("the log cannot be written"), std::string::npos);
}

TEST_F(TakeExportsTest, ThePlanLeavesNothingOnTheDisk) {
  const std::string take = add("My take");
  ASSERT_TRUE(clips_->plan(take, order({}).wish).ok());
  std::error_code error;
  EXPECT_TRUE(std::filesystem::is_empty(clips_->work_folder(), error));
  EXPECT_TRUE(exports_->list().empty());
}

TEST_F(TakeExportsTest, NamesThatPeopleChoseNeverReachTheDisk) {
  const std::string one = add("../../evil"), two = add("../../evil");
  const Json json = made(order({one, two}, {"gpt-sovits", "elevenlabs-pvc"}));
  ASSERT_EQ(json["state"], "done") << json.dump(2);
  EXPECT_EQ(json["takes"][0]["files"][0]["name"], "evil/master.flac");
  EXPECT_EQ(json["takes"][1]["files"][0]["name"], "evil (2)/master.flac");
  EXPECT_FALSE(json["takes"][0]["notes"].empty()) << "the model that the take does not suit is named";
  const std::filesystem::path folder = folder_.path() / "exports" / json["id"].get<std::string>();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    EXPECT_EQ(entry.path().string().find("evil"), std::string::npos);
  }
  const std::string zip = read(exports_->zip(json["id"])->path);
  EXPECT_NE(zip.find("evil (2)/gpt-sovits/clip.wav"), std::string::npos);
  for (const Json& exported : json["takes"]) {
    for (const Json& file : exported["files"]) EXPECT_EQ(file["name"].get<std::string>().find(".."), std::string::npos);
  }
}

TEST_F(TakeExportsTest, ATakeThatCannotBeExportedIsNamedAndTheOthersAreMade) {
  const std::string good = add("good"), bad = add("bad", "no sound at all");
  const Json json = made(order({bad, good}));
  EXPECT_EQ(json["state"], "done");
  EXPECT_TRUE(json["takes"][0]["problem"].is_string());
  EXPECT_EQ(json["takes"][0]["problem"].get<std::string>().find("blobs"), std::string::npos) << json["takes"][0];
  EXPECT_TRUE(json["takes"][1]["problem"].is_null());
  const Json failed = made(order({bad}));
  EXPECT_EQ(failed["state"], "failed");
  EXPECT_FALSE(failed["error"].get<std::string>().empty());
  EXPECT_EQ(exports_->file(failed["id"], 0).error().kind, ErrorKind::NotFound);
}

TEST_F(TakeExportsTest, AWindowAndWordsOfOnesOwnAreTakenAsTheyAre) {
  const std::string take = add("My take");
  const auto plan = clips_->plan(take, order({}).wish);
  ASSERT_TRUE(plan.ok());
  ExportOrder own = order({take});
  own.wish.ref_text = "My own words";
  const Json json = made(own);
  ASSERT_EQ(json["state"], "done");
  const Json& clip = json["takes"][0]["clips"][0];
  EXPECT_EQ(clip["window"], (*plan)["window"]) << "words do not move the window";
  EXPECT_EQ(clip["ref_text"], "My own words.");
  EXPECT_EQ(clip["words_from"], "user");
  own.wish.window = TimeRange{0.0, 1e6};
  EXPECT_EQ(made(own)["state"], "failed");
}

TEST_F(TakeExportsTest, OrdersAreChecked) {
  const std::string take = add("My take");
  const auto kind = [&](const ExportOrder& order) {
    const auto started = exports_->start(order);
    return started.ok() ? std::string("taken") : started.error().message;
  };
  EXPECT_NE(kind(order({})), "taken");
  EXPECT_NE(kind(order({take}, {})), "taken");
  EXPECT_NE(kind(order({take, take})), "taken");
  EXPECT_NE(kind(order({take}, {"gpt-sovits", "gpt-sovits"})), "taken");
  EXPECT_EQ(exports_->start(order({take}, {"no-such"})).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(exports_->start(order({"00000000-0000-7000-8000-000000000000"})).error().kind, ErrorKind::NotFound);
  ExportOrder two = order({take, add("b")});
  two.wish.ref_text = "Words.";
  EXPECT_NE(kind(two), "taken");
  ExportOrder wordy = order({take});
  wordy.wish.ref_text = std::string(kMaxRefTextBytes + 1, 'x');
  EXPECT_NE(kind(wordy).find("10001"), std::string::npos);
}

TEST_F(TakeExportsTest, IsThereAfterARestartUntilItIsRemoved) {
  const Json json = made(order({add("My take")}));
  ASSERT_EQ(json["state"], "done");
  open();
  const auto again = exports_->get(json["id"]);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, json);
  EXPECT_TRUE(exports_->remove(json["id"]).ok());
  EXPECT_EQ(exports_->get(json["id"]).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(exports_->remove(json["id"]).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(std::filesystem::is_empty(clips_->work_folder()));
}

TEST_F(TakeExportsTest, WhatIsHalfMadeOrAWeekOldIsSweptAtTheStart) {
  const Json json = made(order({add("My take")}));
  const std::filesystem::path exports = folder_.path() / "exports";
  std::filesystem::create_directories(exports / "tmp" / "half" / "0");
  const std::string old = "00000000-0000-7000-8000-000000000000";  // 1970
  std::filesystem::rename(exports / json["id"].get<std::string>(), exports / old);
  EXPECT_TRUE(exports_->get(old).ok());
  open();
  EXPECT_FALSE(std::filesystem::exists(exports / "tmp" / "half"));
  EXPECT_EQ(exports_->get(old).error().kind, ErrorKind::NotFound);
}

TEST_F(TakeExportsTest, ARemovedOneDoesNotComeBack) {
  const std::string take = add("My take");
  const auto started = exports_->start(order({take}));
  ASSERT_TRUE(started.ok());
  ASSERT_TRUE(exports_->remove(started->id).ok());
  for (;;) {
    const auto job = jobs_->get(started->job);
    if (job.ok() && job->state != JobState::Waiting && job->state != JobState::Running) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(exports_->get(started->id).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(exports_->list().empty());
}

TEST_F(TakeExportsTest, ADamagedRecordIsSaidToBeOne) {
  const Json json = made(order({add("My take")}));
  const std::string id = json["id"];
  for (const char* damage :
       {"", "[]", "{\"takes\":3}", "{\"takes\":[{}],\"paths\":[]}",
        "{\"takes\":[{\"name\":\"a\",\"clips\":[],\"files\":[{\"number\":7}]}],\"paths\":[\"x\"]}"}) {
    ASSERT_TRUE(disk_.write_atomically(folder_.path() / "exports" / id / "export.json", damage).ok());
    EXPECT_FALSE(exports_->get(id).ok()) << damage;
    EXPECT_FALSE(exports_->file(id, 0).ok()) << damage;
    EXPECT_FALSE(exports_->zip(id).ok()) << damage;
    EXPECT_TRUE(exports_->list().empty()) << damage;
  }
  for (const char* odd : {"..", "tmp", "", "../takes"}) EXPECT_EQ(exports_->get(odd).error().kind, ErrorKind::NotFound);
}

TEST_F(TakeExportsTest, EveryModelAnswersWithItsWindowOrWhyThereIsNone) {
  const auto fits = clips_->fits(add("My take"));
  ASSERT_TRUE(fits.ok()) << fits.error().message;
  EXPECT_EQ((*fits)["fits"].size(), score::profiles().size());
  for (const Json& fit : (*fits)["fits"]) EXPECT_NE(fit["window"].is_null(), fit["window_problem"].is_null()) << fit;
}

}  // namespace
}  // namespace timbre::studio
