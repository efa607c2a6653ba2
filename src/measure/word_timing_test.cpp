// Rungs: exact (transcripts made by hand) and property (times moved and stretched).
#include "measure/word_timing.h"

#include <algorithm>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::measure {
namespace {

/// Speech in every 10 ms frame of `duration_s` but in `quiet`.
VoiceActivity speech_but(double duration_s, const std::vector<TimeRange>& quiet) {
  VoiceActivity activity{0.01, std::vector<std::uint8_t>(static_cast<std::size_t>(duration_s * 100.0 + 0.5), 1)};
  for (const TimeRange& range : quiet) {
    for (auto i = static_cast<std::size_t>(range.start_s * 100.0 + 0.5);
         i < static_cast<std::size_t>(range.end_s * 100.0 + 0.5); ++i)
      activity.is_speech.at(i) = 0;
  }
  return activity;
}

text::Transcript transcript_of(std::vector<text::TimedWord> words, double confidence = 0.9) {
  for (text::TimedWord& word : words) word.confidence = confidence;
  return {std::move(words), "en", "by hand", 12.0};
}

/// Twelve words in 1 … 7 s, with gaps after the fourth (0.5 s) and the eighth (0.3 s).
text::Transcript sample(double confidence = 0.9) {
  std::vector<text::TimedWord> words;
  double at_s = 1.0;
  for (int i = 0; i < 12; ++i) {
    words.push_back({std::string(1, static_cast<char>('a' + i)) + "a", {at_s, at_s + 0.4}, 0.0});
    at_s += 0.4 + (i == 3 ? 0.5 : i == 7 ? 0.3 : 0.4 / 9.0);
  }
  words.back().range.end_s = 7.0;
  return transcript_of(std::move(words), confidence);
}

VoiceActivity sample_activity() {
  const auto words = sample().words;
  return speech_but(9.0, {{0.0, 1.0},
                          {words[3].range.end_s, words[4].range.start_s},
                          {words[7].range.end_s, words[8].range.start_s},
                          {7.0, 9.0}});
}

TEST(WordTiming, WorkedByHand) {
  const WordTiming timing = measure_word_timing(sample(), sample_activity());
  EXPECT_EQ(timing.spoken_words, 12u);
  EXPECT_NEAR(timing.span_s, 6.0, 1e-9);
  EXPECT_NEAR(timing.words_per_minute.value.value(), 120.0, 1e-9);
  EXPECT_NEAR(timing.pauses.per_minute.value.value(), 20.0, 1e-9);
  EXPECT_NEAR(timing.pauses.longest_s.value.value(), 0.5, 0.011);
  EXPECT_NEAR(timing.pauses.median_s.value.value(), 0.4, 0.011);
  EXPECT_NEAR(timing.pauses.share_percent.value.value(), 100.0 * 0.8 / 6.0, 0.2);
  EXPECT_EQ(timing.pauses.times.size(), 2u);
  EXPECT_EQ(timing.filler_count.value, 0.0);
  EXPECT_EQ(timing.repetition_count.value, 0.0);
}

TEST(WordTiming, CountsWhatIsSpoken) {
  for (const auto& [written, count] : std::vector<std::pair<std::string, std::size_t>>{
           {"don't", 1},     {"“One’s", 1}, {"well-known", 2}, {"um,", 0},  {"++UH++", 0}, {"–", 0},
           {"...", 0},       {"7", 1},      {"21", 2},         {"1961", 3}, {"1905", 3},   {"1900.", 2},
           {"2005", 3},      {"105", 3},    {"1,200", 4},      {"3.5", 3},  {"007", 3},    {"50%", 2},
           {"2,000,000", 2}, {"4th", 1},    {"grüße", 1},      {"", 0},     {"-", 0}}) {
    EXPECT_EQ(spoken_word_count(written), count) << written;
  }
  EXPECT_EQ(spoken_word_count("1961", "de"), 1u);
}

TEST(WordTiming, AGapThatVoiceFillsIsNoPause) {
  const auto pauses = measure_word_timing(sample(), speech_but(9.0, {})).pauses;
  EXPECT_EQ(pauses.per_minute.value, 0.0);
  EXPECT_EQ(pauses.share_percent.value, 0.0);
  EXPECT_EQ(pauses.median_s.why, "no pause longer than 0.25 s");
}

TEST(WordTiming, QuietInsideAWordOrBeforeTheWordsIsNoPause) {
  auto words = transcript_of({{"one", {2.0, 2.3}, 0}, {"loooong", {2.35, 4.0}, 0}, {"two", {4.05, 5.5}, 0}});
  const auto timing = measure_word_timing(words, speech_but(8.0, {{0.5, 1.5}, {3.0, 3.3}, {6.0, 7.0}}));
  EXPECT_EQ(timing.pauses.times.size(), 0u);
  const auto at_border = measure_word_timing(words, speech_but(8.0, {{0.5, 1.5}, {3.6, 3.9}, {6.0, 7.0}}));
  ASSERT_EQ(at_border.pauses.times.size(), 1u) << "0.1 s before the border: the recogniser was late";
  EXPECT_NEAR(at_border.pauses.times[0].start_s, 3.6, 1e-9);
}

TEST(WordTiming, FillersAndRepetitions) {
  const auto count = [](const std::vector<std::string>& texts) {
    std::vector<text::TimedWord> words;
    for (std::size_t i = 0; i < texts.size(); ++i)
      words.push_back({texts[i], {static_cast<double>(i), static_cast<double>(i) + 0.9}, 0});
    const auto timing = measure_word_timing(transcript_of(words), speech_but(20.0, {}));
    return std::pair{*timing.filler_count.value, *timing.repetition_count.value};
  };
  EXPECT_EQ(count({"Um,", "the", "the", "cat", "uh", "sat"}), std::pair(2.0, 1.0));
  EXPECT_EQ(count({"I", "was", "I", "was", "late"}), std::pair(0.0, 1.0));
  EXPECT_EQ(count({"the", "the", "the", "end"}), std::pair(0.0, 2.0));
  EXPECT_EQ(count({"I", "had", "had", "very", "very", "good"}), std::pair(0.0, 0.0)) << "doubled on purpose";
  EXPECT_EQ(count({"He", "left.", "Left", "was", "she"}), std::pair(0.0, 0.0)) << "across a full stop";
  EXPECT_EQ(count({"20", "20"}), std::pair(0.0, 0.0));
  const auto after_a_rest = transcript_of({{"go", {0.0, 1.0}, 0}, {"go", {2.5, 4.0}, 0}});
  EXPECT_EQ(measure_word_timing(after_a_rest, speech_but(5.0, {})).repetition_count.value, 0.0);
}

TEST(WordTiming, AnUncertainTranscriptGivesThePaceOnly) {
  const WordTiming timing = measure_word_timing(sample(0.3), sample_activity());
  EXPECT_NEAR(timing.words_per_minute.value.value(), 120.0, 1e-9);
  EXPECT_EQ(timing.filler_count.value, std::nullopt);
  EXPECT_NE(timing.repetition_count.why.find("uncertain"), std::string::npos);
  EXPECT_EQ(timing.pauses.per_minute.value, std::nullopt);
}

TEST(WordTiming, NoWordsAndTooShort) {
  EXPECT_EQ(measure_word_timing({}, speech_but(5.0, {})).words_per_minute.why, "no words were heard");
  const auto brief = measure_word_timing(transcript_of({{"hi", {1.0, 1.5}, 0}}), speech_but(3.0, {}));
  EXPECT_EQ(brief.words_per_minute.value, std::nullopt);
  EXPECT_NE(brief.words_per_minute.why.find("too short"), std::string::npos);
}

TEST(WordTiming, AddsItselfToTheTake) {
  TakeMeasurements take;
  add_pauses(measure_pauses(sample_activity()), take);
  const auto before = take.readings[MeasureId::PausesPerMinute].value;
  add_words(sample(0.3), sample_activity(), take);
  EXPECT_EQ(take.readings[MeasureId::PausesPerMinute].value, before) << "uncertain: the voice activity's pauses stay";
  add_words(sample(), sample_activity(), take);
  EXPECT_NEAR(*take.readings[MeasureId::PausesPerMinute].value, 20.0, 1e-9);
  EXPECT_EQ(take.words.transcript->words.size(), 12u);
  EXPECT_EQ(take.pauses.size(), 2u);
  add_missing_words("left out", take);
  EXPECT_FALSE(take.words.transcript.has_value());
  EXPECT_EQ(take.readings[MeasureId::WordsPerMinute].why, "left out");
}

/// Random words with gaps, on whole frames.
text::Transcript random_words(Random& random, std::vector<TimeRange>& gaps) {
  std::vector<text::TimedWord> words;
  int at = 100;
  for (int i = 0; i < 40; ++i) {
    const int length = 10 + static_cast<int>(random.uniform() * 60.0);
    words.push_back({"w" + std::string(1, static_cast<char>('a' + i % 26)), {at / 100.0, (at + length) / 100.0}, 0});
    const int gap = random.uniform() < 0.4 ? static_cast<int>(random.uniform() * 100.0) : 0;
    gaps.push_back({(at + length) / 100.0, (at + length + gap) / 100.0});
    at += length + gap;
  }
  return transcript_of(std::move(words));
}

// property: moving all times changes nothing; stretching them by k divides the rates by k and keeps the share of
// pauses.
TEST(WordTimingProperty, FollowsTheTimes) {
  SeededRandom random(41);
  for (int round = 0; round < 50; ++round) {
    std::vector<TimeRange> gaps;
    const auto words = random_words(random, gaps);
    const VoiceActivity activity = speech_but(100.0, gaps);
    const WordTiming plain = measure_word_timing(words, activity);

    VoiceActivity later = activity;
    later.is_speech.insert(later.is_speech.begin(), 512, 0);
    text::Transcript moved = words;
    for (auto& word : moved.words) word.range = {word.range.start_s + 5.12, word.range.end_s + 5.12};
    const WordTiming shifted = measure_word_timing(moved, later);
    EXPECT_NEAR(*shifted.words_per_minute.value, *plain.words_per_minute.value, 1e-6);
    EXPECT_NEAR(*shifted.pauses.per_minute.value, *plain.pauses.per_minute.value, 1e-6);
    EXPECT_NEAR(*shifted.pauses.share_percent.value, *plain.pauses.share_percent.value, 1e-6);

    VoiceActivity slow = activity;
    slow.hop_s *= 2.0;
    text::Transcript stretched = words;
    for (auto& word : stretched.words) word.range = {word.range.start_s * 2.0, word.range.end_s * 2.0};
    WordTimingOptions options;
    options.pauses.least_pause_s *= 2.0;
    options.border_slack_s *= 2.0;
    const WordTiming slower = measure_word_timing(stretched, slow, options);
    EXPECT_NEAR(*slower.words_per_minute.value * 2.0, *plain.words_per_minute.value, 1e-6);
    EXPECT_NEAR(*slower.pauses.share_percent.value, *plain.pauses.share_percent.value, 1e-6);
    EXPECT_NEAR(slower.pauses.longest_s.value.value_or(0.0), 2.0 * plain.pauses.longest_s.value.value_or(0.0), 1e-6);
  }
}

}  // namespace
}  // namespace timbre::measure
