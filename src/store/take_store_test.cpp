// Rung: exact, and property: two editors, the trash, and two stores on one folder.
#include "store/take_store.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/temporary_folder.h"
#include "store/own_takes.h"

namespace timbre::store {
namespace {

std::string id_of(int number) {
  std::string digits = std::to_string(number);
  return "00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

Judgement judgement() { return {"0.1", R"({"version":1})", "keep", 4, 78.2, 81.0, std::nullopt, "clear", 21.5, 48000}; }

Words words(const std::string& text) {
  return {"pocketsphinx", R"({"text":")" + text + R"("})", text, std::nullopt, judgement()};
}

class TakeStoreTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(); }
  void reopen() {
    store_.reset();
    store_ = TakeStore::open(folder_.path(), disk_, clock_).value();
  }
  Take add(int number, const std::string& bytes, const std::string& name = "take") {
    BlobWriter writer = store_->begin_upload(id_of(number)).value();
    EXPECT_TRUE(writer.write(bytes).ok());
    const BlobId blob = writer.finish().value();
    return store_->add({id_of(number), name, "a.wav", "", 1000 + number, blob}).value();
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  std::unique_ptr<TakeStore> store_;
};

TEST_F(TakeStoreTest, ATakeOutlivesTheProcess) {
  add(1, "abc", "Tuesday, second try");
  Words found = words("one dollar");
  found.reading_json = R"({"words":[]})";
  ASSERT_TRUE(store_->set_words(id_of(1), found).ok());
  reopen();
  const Take take = store_->get(id_of(1)).value();
  EXPECT_EQ(take.summary.name, "Tuesday, second try");
  EXPECT_EQ(take.summary.verdict, "keep");
  EXPECT_EQ(take.summary.overall, 78.2);
  EXPECT_FALSE(take.summary.delivery.has_value());
  EXPECT_EQ(take.scorecard_json, R"({"version":1})");
  EXPECT_EQ(take.transcript_json, R"({"text":"one dollar"})");
  EXPECT_EQ(take.reading_json, R"({"words":[]})");
  EXPECT_FALSE(take.capture_json.has_value());
  EXPECT_EQ(take.summary.first_words, "one dollar");
  EXPECT_TRUE(std::filesystem::exists(store_->audio_path(take.summary.blob.sha256).value()));
}

TEST_F(TakeStoreTest, SoundThatWasPurgedMeanwhileIsAskedForAgain) {
  add(1, "abc");
  BlobWriter writer = store_->begin_upload(id_of(2)).value();
  ASSERT_TRUE(writer.write("abc").ok());
  const BlobId blob = writer.finish().value();
  ASSERT_TRUE(store_->move_to_trash(id_of(1), std::nullopt).ok());
  ASSERT_TRUE(store_->purge(id_of(1)).ok());
  const auto refused = store_->add({id_of(2), "take", "a.wav", "", 1000, blob});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(store_->list({}).value().total, 0);
}

TEST_F(TakeStoreTest, WhoSpeaksIsKeptForEachEncoderAndGoesWithTheTake) {
  add(1, "abc");
  const std::string bytes("\x01\x00\x02 who speaks here", 18);
  ASSERT_TRUE(store_->put_speaker(id_of(1), "one", "before").ok());
  ASSERT_TRUE(store_->put_speaker(id_of(1), "two", bytes).ok());
  reopen();
  EXPECT_EQ(store_->speaker(id_of(1), "two").value(), bytes);
  EXPECT_EQ(store_->speaker(id_of(1), "one").value(), "before");
  ASSERT_TRUE(store_->put_speaker(id_of(1), "one", "after").ok());
  EXPECT_EQ(store_->speaker(id_of(1), "one").value(), "after");
  EXPECT_FALSE(store_->speaker(id_of(1), "three").value().has_value());
  EXPECT_EQ(store_->put_speaker(id_of(2), "two", bytes).error().kind, ErrorKind::NotFound);
  ASSERT_TRUE(store_->move_to_trash(id_of(1), std::nullopt).ok());
  ASSERT_TRUE(store_->purge(id_of(1)).ok());
  EXPECT_FALSE(store_->speaker(id_of(1), "one").value().has_value());
  EXPECT_FALSE(store_->speaker(id_of(1), "two").value().has_value());
  for (const char* name : {"timbre.db", "timbre.db-wal"}) {
    const auto file = disk_.read(folder_.path() / name, 1U << 24U);
    const std::string left = file.ok() ? *file : std::string();
    EXPECT_EQ(left.find("who speaks here"), std::string::npos) << name;
  }
}

TEST_F(TakeStoreTest, TheSecondOfTwoEditorsIsTold) {
  const Take take = add(1, "abc");
  const auto seen = take.summary.revision;
  const Take renamed = store_->edit(id_of(1), {.name = "one", .note = {}, .edited_text = {}}, seen).value();
  EXPECT_EQ(renamed.summary.revision, seen + 1);
  const auto refused = store_->edit(id_of(1), {.name = "two", .note = {}, .edited_text = {}}, seen);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(store_->get(id_of(1)).value().summary.name, "one");
}

TEST_F(TakeStoreTest, TheUsersWordsAreKeptApartFromTheMachines) {
  add(1, "abc");
  ASSERT_TRUE(store_->set_words(id_of(1), words("won dollar")).ok());
  ASSERT_TRUE(store_->edit(id_of(1), {.name = {}, .note = {}, .edited_text = "One dollar."}, std::nullopt).ok());
  Take take = store_->get(id_of(1)).value();
  EXPECT_EQ(take.edited_text, "One dollar.");
  EXPECT_EQ(take.summary.first_words, "One dollar.");
  EXPECT_EQ(take.transcript_json, R"({"text":"won dollar"})");
  ASSERT_TRUE(store_->set_words(id_of(1), words("two dollars")).ok());
  take = store_->get(id_of(1)).value();
  EXPECT_EQ(take.edited_text, "One dollar.") << "looking again leaves a person's words alone";
  EXPECT_EQ(take.summary.first_words, "One dollar.");
  take = store_->edit(id_of(1), {.name = {}, .note = {}, .edited_text = ""}, std::nullopt).value();
  EXPECT_FALSE(take.edited_text.has_value());
  EXPECT_EQ(take.summary.first_words, "two dollars");
}

TEST_F(TakeStoreTest, KnowsWhoseWordsAreToBeLookedFor) {
  for (int number = 1; number <= 5; ++number) add(number, std::to_string(number));
  for (int number = 1; number <= 4; ++number) ASSERT_TRUE(store_->set_judgement(id_of(number), judgement()).ok());
  ASSERT_TRUE(store_->set_words(id_of(1), words("one")).ok());
  ASSERT_TRUE(store_->set_words_looked_for(id_of(2)).ok());
  ASSERT_TRUE(store_->move_to_trash(id_of(3), std::nullopt).ok());
  EXPECT_EQ(store_->without_words().value(), std::vector<std::string>{id_of(4)}) << "5 was not judged";
  ASSERT_TRUE(store_->set_judgement(id_of(1), judgement()).ok());
  EXPECT_EQ(store_->without_words().value(), (std::vector<std::string>{id_of(4), id_of(1)})) << "judged anew";
  EXPECT_EQ(store_->set_words(id_of(9), words("x")).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(store_->set_words_looked_for(id_of(9)).error().kind, ErrorKind::NotFound);
}

TEST_F(TakeStoreTest, WhatWasSaidIsTheUsersTextElseThePromptElseTheWordsHeard) {
  for (int number = 1; number <= 5; ++number) {
    BlobWriter writer = store_->begin_upload(id_of(number)).value();
    ASSERT_TRUE(writer.write(std::to_string(number)).ok());
    NewTake take{id_of(number), "take", "", number == 3 ? "" : "prompt", 1000, writer.finish().value()};
    ASSERT_TRUE(store_->add(take).ok());
    if (number == 5) continue;
    ASSERT_TRUE(store_->set_words(id_of(number), words("heard")).ok());
  }
  ASSERT_TRUE(store_->edit(id_of(1), {.name = {}, .note = {}, .edited_text = "edited"}, std::nullopt).ok());
  Words rejected = words("noise");
  rejected.judgement.verdict = "reject";
  ASSERT_TRUE(store_->set_words(id_of(4), rejected).ok());
  EXPECT_EQ(store_->spoken_texts().value(), (std::vector<std::string>{"edited", "prompt", "heard"}));
}

TEST_F(TakeStoreTest, TheDemoIsNotSaidByAnybody) {
  BlobWriter writer = store_->begin_upload(id_of(1)).value();
  ASSERT_TRUE(writer.write("demo").ok());
  ASSERT_TRUE(store_->add({id_of(1), "Demo", std::string(kDemoFileName), "", 1000, writer.finish().value()}).ok());
  ASSERT_TRUE(store_->set_words(id_of(1), words("heard")).ok());
  EXPECT_TRUE(store_->spoken_texts().value().empty());
}

TEST_F(TakeStoreTest, FindsATakeByItsSound) {
  const Take first = add(1, "abc");
  add(2, "abc");
  const auto found = store_->find_by_sound(first.summary.blob.sha256).value();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->summary.id, id_of(1)) << "the older of two";
  EXPECT_FALSE(store_->find_by_sound(std::string(64, '0')).value().has_value());
}

TEST_F(TakeStoreTest, FirstWordsAreWholeAndShort) {
  add(1, "abc");
  std::string text;
  for (int i = 0; i < 100; ++i) text += "wörter ";
  ASSERT_TRUE(store_->set_words(id_of(1), words(text)).ok());
  const std::string shown = store_->get(id_of(1))->summary.first_words;
  EXPECT_LE(shown.size(), 120U);
  EXPECT_TRUE(shown.ends_with("wörter"));
}

TEST_F(TakeStoreTest, TheTrashGivesBackAndOnlyPurgingForgets) {
  const Take take = add(1, "abc");
  EXPECT_FALSE(store_->purge(id_of(1)).ok()) << "only from the trash";
  ASSERT_TRUE(store_->move_to_trash(id_of(1), take.summary.revision).ok());
  EXPECT_EQ(store_->list({}).value().total, 0);
  EXPECT_EQ(store_->list({.trashed = true, .search = {}, .verdict = {}}).value().total, 1);
  ASSERT_TRUE(store_->take_from_trash(id_of(1)).ok());
  EXPECT_EQ(store_->list({}).value().total, 1);
  ASSERT_TRUE(store_->move_to_trash(id_of(1), std::nullopt).ok());
  ASSERT_TRUE(store_->purge(id_of(1)).ok());
  EXPECT_EQ(store_->get(id_of(1)).error().kind, ErrorKind::NotFound);
  EXPECT_FALSE(std::filesystem::exists(store_->audio_path(take.summary.blob.sha256).value()));
}

TEST_F(TakeStoreTest, AudioThatTwoTakesShareOutlivesOneOfThem) {
  const Take first = add(1, "abc");
  add(2, "abc");
  ASSERT_TRUE(store_->move_to_trash(id_of(1), std::nullopt).ok());
  ASSERT_TRUE(store_->purge(id_of(1)).ok());
  EXPECT_TRUE(std::filesystem::exists(store_->audio_path(first.summary.blob.sha256).value()));
}

TEST_F(TakeStoreTest, ListsInEveryOrderAndFindsWords) {
  add(1, "a", "beta");
  add(2, "b", "Alpha");
  add(3, "c", "gamma");
  for (int i = 1; i <= 2; ++i) {
    ASSERT_TRUE(store_
                    ->set_judgement(id_of(i), {"0.1", "{}", i == 1 ? "keep" : "reject", 3, 50.0 + i, 50.0, 50.0, "",
                                               10.0 - i, 48000})
                    .ok());
  }
  const auto names = [&](const TakeQuery& query) {
    std::string all;
    const TakeList list = store_->list(query).value();
    for (const auto& take : list.takes) all += take.name.substr(0, 1);
    return all;
  };
  EXPECT_EQ(names({.search = {}, .verdict = {}, .order = TakeOrder::Newest}), "gAb");
  EXPECT_EQ(names({.search = {}, .verdict = {}, .order = TakeOrder::Oldest}), "bAg");
  EXPECT_EQ(names({.search = {}, .verdict = {}, .order = TakeOrder::Best}), "Abg");
  EXPECT_EQ(names({.search = {}, .verdict = {}, .order = TakeOrder::Worst}), "bAg");
  EXPECT_EQ(names({.search = {}, .verdict = {}, .order = TakeOrder::Name}), "Abg");
  EXPECT_EQ(names({.search = {}, .verdict = {}, .order = TakeOrder::Longest}), "bAg");
  EXPECT_EQ(names({.search = "ALPH", .verdict = {}}), "A");
  EXPECT_EQ(names({.search = "%", .verdict = {}}), "") << "no pattern characters";
  EXPECT_EQ(names({.search = {}, .verdict = "keep"}), "b");
  EXPECT_EQ(names({.search = {}, .verdict = {}, .offset = 1, .limit = 1}), "A");
}

TEST_F(TakeStoreTest, ASecondStoreOnTheSameFolderIsRefused) {
  const auto second = TakeStore::open(folder_.path(), disk_, clock_);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(second.error().message.find("--data"), std::string::npos);
}

}  // namespace
}  // namespace timbre::store
