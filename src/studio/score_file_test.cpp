#include "studio/score_file.h"

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "audio/codec/wav_writer.h"
#include "audio/testing/signals.h"
#include "base/parallel.h"
#include "base/testing/temporary_folder.h"
#include "score/scorecard_json.h"
#include "speaker/testing/duty_voices.h"
#include "speaker/voice_tracker.h"
#include "studio/synthesised_speech.h"

namespace timbre::studio {
namespace {

using audio::AudioBuffer;
using audio::WavEncoding;

std::filesystem::path write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::filesystem::path write(const std::filesystem::path& path, const AudioBuffer& take, WavEncoding encoding) {
  return write(path, audio::encode_wav(take.view(), encoding).value());
}

AudioBuffer tone(int rate_hz, double frequency_hz, std::uint64_t seed) {
  return mixed(audio::sine(rate_hz, 1.0, frequency_hz, 0.2), audio::white_noise(rate_hz, 1.0, 0.001, seed));
}

/// Mono and stereo, of several rates and encodings, all different.
std::vector<std::filesystem::path> write_takes(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::uint64_t seed = 1;
  for (const int rate_hz : {8000, 16000, 44100}) {
    for (const auto encoding : {WavEncoding::Pcm16, WavEncoding::Pcm24, WavEncoding::Float32}) {
      const AudioBuffer left = tone(rate_hz, 100.0 + 20.0 * static_cast<double>(seed), seed);
      const AudioBuffer take = seed % 2 == 0 ? audio::stereo(left, tone(rate_hz, 333.0, seed + 50)) : left;
      paths.push_back(write(folder / (std::to_string(seed) + ".wav"), take, encoding));
      ++seed;
    }
  }
  return paths;
}

/// The scorecard's bytes, or the error's words.
std::string scorecard_of(const std::filesystem::path& path, const ScoreFileOptions& options = {}) {
  const auto scored = score_file(path, options);
  return scored.ok() ? score::to_json(scored->scorecard).dump(1) : "error: " + scored.error().message;
}

std::vector<std::string> scorecards_of(const std::vector<std::filesystem::path>& paths, std::size_t thread_count) {
  std::vector<std::string> cards(paths.size());
  parallel_for(paths.size(), thread_count, [&](std::size_t i) { cards[i] = scorecard_of(paths[i]); });
  return cards;
}

std::string error_of(const std::filesystem::path& path) {
  const auto scored = score_file(path);
  EXPECT_FALSE(scored.ok()) << path;
  return scored.ok() ? "" : scored.error().message;
}

// exact: the two halves of a take's meters share nothing before the end.
TEST(ScoreFiles, TwoThreadsInsideATakeGiveTheSameBytesAsOne) {
  const TemporaryFolder folder;
  ScoreFileOptions two;
  two.threads = measure::MeterThreads::Two;
  for (const auto& path : write_takes(folder.path())) EXPECT_EQ(scorecard_of(path, two), scorecard_of(path)) << path;
}

// exact: threads share nothing that a scorecard could show.
TEST(ScoreFiles, ThreadsGiveTheSameBytesAsOne) {
  const TemporaryFolder folder;
  const auto paths = write_takes(folder.path());
  const auto alone = scorecards_of(paths, 1);
  const auto together = scorecards_of(paths, 4);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    EXPECT_TRUE(alone[i].starts_with("{")) << alone[i];
    EXPECT_EQ(alone[i], together[i]) << paths[i];
  }
}

TEST(ScoreFiles, TheSameFileGivesTheSameBytes) {
  const TemporaryFolder folder;
  const auto path = write(folder.path() / "a.wav", tone(48000, 180.0, 3), WavEncoding::Pcm24);
  const std::string first = scorecard_of(path);
  EXPECT_TRUE(first.starts_with("{")) << first;
  EXPECT_EQ(first, scorecard_of(path));
  ScoreFileOptions drawn;
  drawn.curves = measure::KeepCurves::Yes;
  EXPECT_EQ(first, scorecard_of(path, drawn));
}

TEST(ScoreFiles, TheScorecardTellsWhatTheFileHeld) {
  const TemporaryFolder folder;
  const auto path = write(folder.path() / "a.wav", tone(44100, 180.0, 3), WavEncoding::Pcm24);
  const auto scored = score_file(path);
  ASSERT_TRUE(scored.ok()) << scored.error().message;
  EXPECT_EQ(scored->scorecard.file, path.string());
  EXPECT_EQ(scored->scorecard[measure::MeasureId::SampleRateHz].value, 44100.0);
  EXPECT_EQ(scored->scorecard[measure::MeasureId::BitDepth].value, 24.0);
  EXPECT_EQ(scored->scorecard[measure::MeasureId::DurationS].value, 1.0);
  EXPECT_FALSE(scored->curves);
}

/// A recogniser that hears nine words in ten seconds of anything.
Result<TranscribedFile> fake_words(const std::filesystem::path& path) {
  EXPECT_TRUE(std::ifstream(path).good()) << path;
  TranscribedFile heard;
  heard.transcript = {{}, "en", "fake", 10.0};
  for (int i = 0; i < 9; ++i) heard.transcript.words.push_back({"word", {1.0 * i, i + 0.5}, 0.9});
  heard.has_speech = true;
  return heard;
}

// exact: words heard beside the measuring or after it.
TEST(ScoreFiles, WordsGiveTheSameBytesOnAnyNumberOfThreads) {
  const TemporaryFolder folder;
  const auto path = write(folder.path() / "a.wav", tone(48000, 180.0, 3), WavEncoding::Pcm24);
  ScoreFileOptions one;
  one.hear_words = fake_words;
  ScoreFileOptions two = one;
  two.threads = measure::MeterThreads::Two;
  const std::string card = scorecard_of(path, one);
  EXPECT_EQ(card, scorecard_of(path, two));
  EXPECT_NE(card.find("\"engine\": \"fake\""), std::string::npos) << card;
}

TEST(ScoreFiles, WordsThatCannotBeHeardSayWhyAndSpoilNothing) {
  const TemporaryFolder folder;
  const auto path = write(folder.path() / "a.wav", tone(48000, 180.0, 3), WavEncoding::Pcm24);
  ScoreFileOptions options;
  options.hear_words = [](const std::filesystem::path&) -> Result<TranscribedFile> {
    return Error{ErrorKind::Unavailable, "no engine is installed"};
  };
  for (const auto threads : {measure::MeterThreads::One, measure::MeterThreads::Two}) {
    options.threads = threads;
    const auto scored = score_file(path, options);
    ASSERT_TRUE(scored.ok()) << scored.error().message;
    EXPECT_EQ(scored->scorecard.words.why, "needs a transcript: no engine is installed");
    EXPECT_EQ(scored->scorecard[measure::MeasureId::WordsPerMinute].why, scored->scorecard.words.why);
    EXPECT_EQ(scored->scorecard.overall, score_file(path)->scorecard.overall);
  }
  options.hear_words = [](const std::filesystem::path&) -> Result<TranscribedFile> {
    return Error{ErrorKind::Cancelled, "stopped"};
  };
  const auto stopped = score_file(path, options);
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
}

TEST(ScoreFiles, WhoSpeaksIsHeardAlongOrTheScorecardSaysWhyNot) {
  const TemporaryFolder folder;
  const auto speech = synthesised_speech();
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  const auto spoken = write(folder.path() / "spoken.wav", *speech, WavEncoding::Pcm16);
  ScoreFileOptions options;
  options.no_encoder_why = "left out";
  const auto unasked = score_file(spoken, options);
  ASSERT_TRUE(unasked.ok());
  EXPECT_FALSE(unasked->scorecard.speaker.has_value());
  EXPECT_EQ(unasked->scorecard.speaker_why, "left out");
  options.encoder = speaker::duty_encoder();
  if (options.encoder == nullptr) GTEST_SKIP() << nn::why_no_networks();
  const auto heard = score_file(spoken, options);
  ASSERT_TRUE(heard.ok());
  ASSERT_TRUE(heard->scorecard.speaker.has_value()) << heard->scorecard.speaker_why;
  EXPECT_EQ(heard->scorecard.speaker->model, "duty-1");
  EXPECT_GT(heard->scorecard.speaker->heard_s, speaker::kVoiceWindowS);
  const auto brief = write(folder.path() / "brief.wav", tone(16000, 200, 1), WavEncoding::Pcm16);
  EXPECT_NE(score_file(brief, options)->scorecard.speaker_why.find("too little speech"), std::string::npos);
}

TEST(ScoreFiles, AMissingFileIsNamed) {
  const auto message = error_of("/nowhere/my take.wav");
  EXPECT_NE(message.find("/nowhere/my take.wav"), std::string::npos) << message;
}

TEST(ScoreFiles, AFileThatOnlyCallsItselfWavIsNamed) {
  const TemporaryFolder folder;
  const auto message = error_of(write(folder.path() / "poem.wav", "Shall I compare thee to a summer's day?\n"));
  EXPECT_NE(message.find("poem.wav"), std::string::npos) << message;
}

TEST(ScoreFiles, ASilentFileIsRejectedWithoutANumberThatIsNone) {
  const TemporaryFolder folder;
  const auto path = write(folder.path() / "silent.wav", audio::silence(48000, 2.0), WavEncoding::Pcm16);
  const auto scored = score_file(path);
  ASSERT_TRUE(scored.ok()) << scored.error().message;
  const score::Scorecard& card = scored->scorecard;
  EXPECT_EQ(card.verdict, score::Verdict::Reject);
  EXPECT_EQ(card.overall, 0.0);
  EXPECT_TRUE(card.findings.is_silent);
  EXPECT_FALSE(card.first.empty());
  for (const auto& measure : card.measures) {
    EXPECT_TRUE(std::isfinite(measure.value.value_or(0.0))) << measure::measure_info(measure.id).name;
    EXPECT_TRUE(std::isfinite(measure.grade.value_or(0.0))) << measure::measure_info(measure.id).name;
  }
}

}  // namespace
}  // namespace timbre::studio
