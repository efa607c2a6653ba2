// Rung: exact, over a real store and speech made by espeak-ng, with an engine of the test's own.
#include "studio/clone_runs.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>

#include "audio/codec/decode.h"
#include "audio/codec/wav_writer.h"
#include "base/testing/temporary_folder.h"
#include "clone/testing/vowel_engine.h"
#include "nn/onnx_session.h"
#include "safety/audit_record.h"
#include "safety/watermark_payload.h"
#include "studio/clone_clips.h"
#include "studio/synthesised_speech.h"

namespace timbre::studio {
namespace {

const std::string& reference_bytes() {
  static const std::string bytes = [] {
    const auto speech = synthesised_speech();
    return speech.ok() ? audio::encode_wav(speech->view(), audio::WavEncoding::Pcm16).value() : std::string();
  }();
  return bytes;
}

class CloneRunsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_FALSE(reference_bytes().empty()) << "espeak-ng made no speech";
    engines_.add(std::make_unique<clone::VowelEngine>(control_, clone::VowelEngine::usual()));
    open();
    voice_ = attested("Ann");
    take_ = add("Tuesday");
  }
  void TearDown() override { close(); }

  void close() {
    control_.is_held = false;
    if (runs_) runs_->stop();
    if (jobs_) jobs_->stop();
    runs_.reset();
    desk_.reset();
    library_.reset();
    jobs_.reset();
    safety_.reset();
    store_.reset();
  }
  void open() {
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    safety_ = SafetyDesk::open(folder_.path(), disk_, clock_).value();
    jobs_ = std::make_unique<JobQueue>(1, [this](const JobStatus& job) {
      if (runs_) runs_->job_changed(job);
    });
    library_ = std::make_unique<TakeLibrary>(
        *store_, *jobs_, random_,
        [](const std::filesystem::path&, const JobContext&) -> Result<store::Judgement> {
          return store::Judgement{"0.1", R"({"version":1})", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000};
        },
        [](const std::string&) {});
    desk_ = std::make_unique<CloneDesk>(*safety_, engines_, folder_.path(), disk_);
    runs_ = std::make_unique<CloneRuns>(*desk_, *library_, *jobs_, [this](const std::string& id, bool is_gone) {
      const std::lock_guard lock(told_mutex_);
      (is_gone ? gone_ : told_).insert(id);
    });
    runs_->go_on();
  }
  std::string attested(const std::string& name, std::vector<std::string> languages = {}) {
    const auto record = safety_->book().attest({.voice = name,
                                                .person = name + " Smith",
                                                .scope = {"own_use", std::move(languages), {}},
                                                .reason = "a signed statement is in the files",
                                                .document = {}});
    EXPECT_TRUE(record.ok()) << record.error().message;
    consent_ = record->id;
    return record->voice_id;
  }
  std::string add(const std::string& name, const std::string& bytes = reference_bytes()) {
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
  CloneOrder order(const std::string& text = "One dollar and eighty-seven cents, and that was all.") const {
    return {.voice = voice_, .take = take_, .text = text, .engine = {}, .language = {}};
  }
  CloneRun started(const CloneOrder& what) {
    auto run = runs_->start(what);
    EXPECT_TRUE(run.ok()) << run.error().message;
    return run.ok() ? *run : CloneRun();
  }
  CloneRun over(const std::string& id) {
    for (;;) {
      const auto run = runs_->get(id);
      if (!run.ok() || is_over(*run)) return run.ok() ? *run : CloneRun();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  void wait_until_asked(int times) {
    while (control_.asked < times) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ErrorKind refusal(const CloneOrder& what) {
    const auto run = runs_->start(what);
    EXPECT_FALSE(run.ok());
    return run.ok() ? ErrorKind::Internal : run.error().kind;
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{9};
  clone::VowelControl control_;
  clone::EngineRegistry engines_;
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<SafetyDesk> safety_;
  std::unique_ptr<JobQueue> jobs_;
  std::unique_ptr<TakeLibrary> library_;
  std::unique_ptr<CloneDesk> desk_;
  std::unique_ptr<CloneRuns> runs_;
  std::mutex told_mutex_;
  std::set<std::string> told_, gone_;
  std::string voice_, take_, consent_;
};

TEST_F(CloneRunsTest, ACloneIsMarkedTaggedAndKnownToTheLog) {
  const CloneRun run = over(started(order()).id);
  ASSERT_EQ(run.state, JobState::Done) << run.error;
  EXPECT_EQ(run.voice_name, "Ann");
  EXPECT_EQ(run.order.engine, "vowel") << "the first that is ready";
  EXPECT_EQ(run.engine_title, "Vowels");
  EXPECT_GT(*run.took_s, 0);
  EXPECT_LE(*run.first_audio_s, *run.took_s);
  const auto path = runs_->speech(run.id);
  ASSERT_TRUE(path.ok());
  const auto sound = audio::decode_file(*path);
  ASSERT_TRUE(sound.ok()) << sound.error().message;
  EXPECT_DOUBLE_EQ(sound->audio.view().duration_s(), *run.duration_s);
  const auto found = safety_->find_watermark(sound->audio.view());
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->outcome, safety::WatermarkOutcome::Marked);
  EXPECT_EQ(found->payload, run.payload);
  const auto record = safety::parse_record(safety_->log().record(safety::payload_record(*run.payload)).value()).value();
  EXPECT_EQ(record.voice_id, voice_);
  EXPECT_NE(disk_.read(*path, 1U << 30U)->find("AI-generated speech in the voice of Ann"), std::string::npos);
  ASSERT_TRUE(run.likeness);
  EXPECT_NE(run.likeness->sentence.find("Ann"), std::string::npos) << run.likeness->sentence;
  if (nn::why_no_networks().empty()) {
    ASSERT_TRUE(run.likeness->share) << run.likeness->sentence;
    EXPECT_LT(*run.likeness->share, 0.5) << "vowels sound like nobody";
    EXPECT_FALSE(run.likeness->is_own) << "the voice has one take";
  }
  EXPECT_TRUE(told_.contains(run.id));
  EXPECT_EQ(safety_->store().references(voice_).value(), std::vector<std::string>{take_});
  const Json kept = to_json(run)["likeness"];
  close();
  open();
  EXPECT_EQ(to_json(*runs_->get(run.id))["likeness"], kept);
}

TEST_F(CloneRunsTest, TheEngineGetsTheClipThatAnExportWouldGiveAndItsWords) {
  ASSERT_TRUE(store_->edit(take_, {{}, {}, "Something else that nobody said in this take at all."}, {}).ok());
  ASSERT_EQ(over(started(order()).id).state, JobState::Done);
  const double clip_s = static_cast<double>(control_.last_reference_frames) / 24'000;
  EXPECT_GE(clip_s, 3);
  EXPECT_LE(clip_s, 30);
  EXPECT_EQ(control_.last_reference_text, "Something else that nobody said in this take at all.");
  EXPECT_FALSE(control_.was_text_unchecked);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "clones" / "tmp")) << "the clip is thrown away";
}

TEST_F(CloneRunsTest, WhatCannotBeIsRefusedBeforeAnythingIsKept) {
  CloneOrder wrong = order();
  wrong.voice = "00000000-0000-7000-8000-000000000000";
  EXPECT_EQ(refusal(wrong), ErrorKind::NotFound);
  wrong = order();
  wrong.take = wrong.voice;
  EXPECT_EQ(refusal(wrong), ErrorKind::NotFound);
  wrong = order();
  wrong.engine = "nobody";
  EXPECT_EQ(refusal(wrong), ErrorKind::NotFound);
  wrong = order(" \n");
  EXPECT_EQ(refusal(wrong), ErrorKind::InvalidInput);
  wrong = order();
  wrong.speed = 1.5;
  EXPECT_EQ(refusal(wrong), ErrorKind::InvalidInput) << "the engine has no speed";
  wrong = order();
  wrong.language = "fr";
  EXPECT_EQ(refusal(wrong), ErrorKind::InvalidInput);
  wrong = order();
  wrong.voice = attested("Bob", {"de"});
  wrong.language = "en";
  EXPECT_EQ(refusal(wrong), ErrorKind::Denied) << "consent is for German";
  wrong.voice = safety_->book().make_voice("Cid").value().id;
  EXPECT_EQ(refusal(wrong), ErrorKind::Denied);
  control_.state = {.needs = "No key is set.", .step = "Set ONE."};
  const auto run = runs_->start(order());
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(run.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(run.error().message.find("Set ONE."), std::string::npos);
  EXPECT_TRUE(runs_->list({}).empty());
  EXPECT_EQ(control_.asked, 0);
}

TEST_F(CloneRunsTest, WhatTheEngineSaysIsTheRunsError) {
  control_.problem = Error{ErrorKind::Unavailable, "the server went away"};
  const CloneRun run = over(started(order()).id);
  EXPECT_EQ(run.state, JobState::Failed);
  EXPECT_EQ(run.error, "the server went away");
  EXPECT_EQ(runs_->speech(run.id).error().kind, ErrorKind::NotFound);
}

TEST_F(CloneRunsTest, AnEngineThatNeedsWordsGetsNoneGuessed) {
  clone::EngineTraits traits = clone::VowelEngine::usual("wordy");
  traits.needs_transcript = true;
  engines_.add(std::make_unique<clone::VowelEngine>(control_, traits));
  CloneOrder what = order();
  what.engine = "wordy";
  const CloneRun run = over(started(what).id);
  EXPECT_EQ(run.state, JobState::Failed);
  EXPECT_NE(run.error.find("needs the words"), std::string::npos) << run.error;
}

TEST_F(CloneRunsTest, ARunningOneAndAWaitingOneAreStopped) {
  control_.is_held = true;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < JobQueue::kElsewhereThreads + 2; ++i) ids.push_back(started(order()).id);
  wait_until_asked(1);
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) ASSERT_TRUE(runs_->cancel(*id).ok());
  for (const std::string& id : ids) EXPECT_EQ(over(id).state, JobState::Cancelled);
  EXPECT_EQ(runs_->list({}).size(), ids.size());
  EXPECT_TRUE(runs_->cancel(ids.front()).ok()) << "again is no error";
  EXPECT_FALSE(control_.was_told_of_the_end) << "nobody wants it any more";
  close();
  open();
  EXPECT_EQ(runs_->get(ids.back())->state, JobState::Cancelled) << "and stays so";
}

TEST_F(CloneRunsTest, WhatWasNotFinishedStartsAgain) {
  control_.is_held = true;
  const std::string runs = started(order()).id;
  wait_until_asked(1);
  const std::string waits = started(order("Another text, which is said after the first one.")).id;
  runs_->stop();
  jobs_->stop();
  close();
  EXPECT_TRUE(control_.was_told_of_the_end) << "it is taken up again";
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "clones" / runs / "speech.wav"));
  open();
  EXPECT_EQ(over(runs).state, JobState::Done);
  EXPECT_EQ(over(waits).state, JobState::Done);
  close();
  open();
  EXPECT_EQ(runs_->list({}).size(), 2U);
  EXPECT_EQ(runs_->list({})[0].id, waits) << "newest first";
  EXPECT_EQ(to_json(*runs_->get(runs)), to_json(*runs_->get(runs)));
  EXPECT_EQ(runs_->get(runs)->state, JobState::Done);
}

TEST_F(CloneRunsTest, RevocationTakesTheClonesAndStopsThoseThatRun) {
  const std::string done = over(started(order()).id).id;
  const std::string other_voice = attested("Bob");
  const std::string bobs_consent = consent_;
  CloneOrder bobs = order();
  bobs.voice = other_voice;
  bobs.take = add("Bob's take");
  const std::string kept = over(started(bobs).id).id;
  const auto grants = safety_->book().list().value();
  const auto anns = std::find_if(grants.begin(), grants.end(), [&](const auto& one) { return one.voice_id == voice_; });
  control_.is_held = true;
  const std::string running = started(order("A text that is being said just now.")).id;
  wait_until_asked(3);
  ASSERT_TRUE(safety_->book().revoke(anns->id).ok());
  ASSERT_TRUE(runs_->delete_revoked().ok());
  EXPECT_EQ(control_.forgotten, std::set<std::string>{voice_}) << "engines elsewhere may keep something of her";
  control_.is_held = false;
  EXPECT_FALSE(runs_->get(done).ok());
  EXPECT_FALSE(runs_->get(running).ok());
  EXPECT_TRUE(runs_->get(kept).ok());
  jobs_->stop();
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "clones" / done));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "clones" / running)) << "nor does it come back";
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "clones" / kept / "speech.wav"));
  EXPECT_TRUE(gone_.contains(done));
}

TEST_F(CloneRunsTest, AClonesSpeechGoesWithIt) {
  const std::string id = over(started(order()).id).id;
  ASSERT_TRUE(runs_->remove(id).ok());
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "clones" / id));
  EXPECT_EQ(runs_->remove(id).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(runs_->remove("../../etc").error().kind, ErrorKind::NotFound);
}

TEST_F(CloneRunsTest, ADamagedRecordIsLeftOutAndNobodyCrashes) {
  const std::string id = over(started(order()).id).id;
  close();
  for (const std::string& bytes : {std::string("{"), std::string("[]"), std::string(R"({"id":7})"), std::string(),
                                   R"({"id":")" + id + R"(","voice":"v","text":"t","state":"lost"})",
                                   R"({"id":")" + id + R"(","voice":"v","text":"t","state":"done","payload":-1})"}) {
    std::ofstream(folder_.path() / "clones" / id / "run.json", std::ios::trunc) << bytes;
    open();
    EXPECT_TRUE(runs_->list({}).empty()) << bytes;
    close();
  }
  open();
}

TEST_F(CloneRunsTest, TheBestClipServesWhereNoneIsNamed) {
  CloneOrder what = order();
  what.take = "";
  EXPECT_EQ(refusal(what), ErrorKind::InvalidInput) << "the voice has no clip yet";
  ASSERT_TRUE(safety_->store().add_reference(voice_, take_).ok());
  EXPECT_EQ(started(what).order.take, take_);
}

TEST_F(CloneRunsTest, ClipsAreRankedByWhatTheyAreWorth) {
  const auto judged = [](const char* verdict, double overall) {
    return store::Judgement{"0.1", "{}", verdict, 3, overall, overall, overall, "", 12.0, 48000};
  };
  jobs_->stop();
  std::vector<std::string> ids;
  for (const char* name : {"unjudged", "reject", "keep", "better", "trashed"}) {
    const std::string id = library_->new_id();
    store::BlobWriter writer = store_->begin_upload(id).value();
    ASSERT_TRUE(writer.write(reference_bytes()).ok());
    store::NewTake take{
        .id = id, .name = name, .original_name = "", .prompt = "", .created_ms = 1, .blob = writer.finish().value()};
    ASSERT_TRUE(store_->add(take).ok());
    ASSERT_TRUE(safety_->store().add_reference(voice_, id).ok());
    ids.push_back(id);
  }
  ASSERT_TRUE(store_->set_judgement(ids[1], judged("reject", 99)).ok());
  ASSERT_TRUE(store_->set_judgement(ids[2], judged("keep", 70)).ok());
  ASSERT_TRUE(store_->set_judgement(ids[3], judged("keep", 80)).ok());
  ASSERT_TRUE(store_->move_to_trash(ids[4], {}).ok());
  const auto clips = clips_of_voice(*store_, safety_->store(), voice_);
  ASSERT_TRUE(clips.ok());
  std::vector<std::string> names;
  for (const VoiceClip& clip : *clips) names.push_back(clip.take.name);
  EXPECT_EQ(names, (std::vector<std::string>{"better", "keep", "reject", "unjudged"}));
  EXPECT_EQ(clips->front().why, "Keep, 80 of 100; its words are not known.");
  EXPECT_EQ(to_json(clips->back())["verdict"], nullptr);
  EXPECT_EQ(clips_of_voice(*store_, safety_->store(), "nobody").error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace timbre::studio
