// Rung: real speech and its text from the test data, heard by pocketsphinx: the words are those that were read, a word
// that was left out is missed, and nothing outside the cache folder is written.
#include "studio/word_listener.h"

#include <gtest/gtest.h>

#include "audio/codec/wav_writer.h"
#include "base/json.h"
#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"
#include "store/own_takes.h"
#include "studio/synthesised_speech.h"

namespace timbre::studio {
namespace {

TEST(WordListener, HearsScoresAndHoldsTheReadingAgainstThePrompt) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const TemporaryFolder folder;
  PosixFileSystem disk;
  store::Take take;
  take.summary.name = "jfk";
  take.summary.prompt =
      "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";
  std::vector<double> shares;
  const JobContext context{{}, [&](double share) { shares.push_back(share); }};
  const Listener listener = word_listener(disk, folder.path() / "cache");
  const auto words = listener(take, path, context);
  if (!words.ok() && words.error().kind == ErrorKind::Unavailable) GTEST_SKIP() << words.error().message;
  ASSERT_TRUE(words.ok()) << words.error().message;
  const Json transcript = Json::parse(words->transcript_json);
  EXPECT_FALSE(transcript["words"].empty());
  EXPECT_TRUE(transcript["low_confidence"].is_boolean());
  EXPECT_NE(words->text.find("country"), std::string::npos) << words->text;
  const Json card = Json::parse(words->judgement.scorecard_json);
  EXPECT_TRUE(card["measures"]["words_per_minute"]["value"].is_number()) << card["measures"]["words_per_minute"];
  ASSERT_TRUE(words->reading_json.has_value());
  const Json reading = Json::parse(*words->reading_json);
  EXPECT_EQ(reading["words"].size(), 22U);
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "cache" / "transcripts"));
  EXPECT_EQ(listener(take, path, context)->transcript_json, words->transcript_json) << "remembered";
}

TEST(WordListener, TheDemosWordsAreKnown) {
  const auto speech = synthesised_speech();
  if (!speech.ok()) GTEST_SKIP() << "SKIPPED: " << speech.error().message;
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto path = folder.path() / "demo.wav";
  ASSERT_TRUE(disk.write_atomically(path, audio::encode_wav(speech->view(), audio::WavEncoding::Pcm16).value()).ok());
  store::Take take;
  take.summary.original_name = std::string(store::kDemoFileName);
  const auto words = word_listener(disk, folder.path() / "cache")(take, path, JobContext{{}, [](double) {}});
  if (!words.ok() && words.error().kind == ErrorKind::Unavailable) GTEST_SKIP() << words.error().message;
  ASSERT_TRUE(words.ok()) << words.error().message;
  EXPECT_EQ(words->engine, "known text");
  EXPECT_EQ(Json::parse(words->transcript_json)["text"], std::string(synthesised_text()));
  EXPECT_FALSE(words->reading_json.has_value());
}

TEST(WordListener, StopsWhenTold) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const JobContext context{{}, [](double) {}};
  context.cancel.cancel();
  const auto words = word_listener(disk, folder.path())(store::Take{}, path, context);
  ASSERT_FALSE(words.ok());
  if (words.error().kind == ErrorKind::Unavailable) GTEST_SKIP() << words.error().message;
  EXPECT_EQ(words.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::studio
