// Definition: what is asked of an engine for a text, what is refused before anything, and when a text stops.
#include <gtest/gtest.h>
#include <limits>

#include "clone/testing/clone_studio.h"
#include "safety/watermark.h"

namespace timbre::clone {
namespace {

using Acts = std::vector<std::string>;
constexpr const char* kText = "One dollar and eighty-seven cents, and that was all.";

void expect_refused(CloneStudio& studio, const std::string& text, const SpeakOptions& options,
                    const std::string& words) {
  const auto speech = studio.speak(text, options);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(speech.error().message.find(words), std::string::npos) << speech.error().message;
  EXPECT_TRUE(studio.engine.pieces.empty());
  EXPECT_TRUE(studio.acts().empty());
}

TEST(SynthesizerText, LongTextsAreSpokenInPieces) {
  CloneStudio studio;
  const auto speech = studio.speak(kLongText);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(studio.engine.pieces, (std::vector<std::string>{"The first sentence is short enough to begin.",
                                                            "The second paragraph is here. It has two sentences in it.",
                                                            "The third paragraph is a question, is it not?",
                                                            "The fourth paragraph ends with a cry!",
                                                            "And the fifth ends the text for good."}));
  EXPECT_EQ(studio.report.pieces, 5U);
  EXPECT_EQ(studio.report.pieces_done, 5U);
  EXPECT_EQ(studio.report.from_cache, 0U);
  EXPECT_NEAR(studio.report.times.audio_s, speech->audio().view().duration_s(), 1e-9);
  EXPECT_FALSE(studio.report.times.first_audio_s);
  EXPECT_EQ(studio.log.events[studio.before].details["pieces"], 5);
  EXPECT_EQ(studio.log.events.back().details["pieces"], 5);
  EXPECT_EQ(studio.log.events.back().details["from_cache"], 0);
}

TEST(SynthesizerText, EveryTextThatCannotBeSpokenIsRefusedBeforeAnything) {
  CloneStudio studio;
  expect_refused(studio, "", {}, "nothing to say");
  expect_refused(studio, "?!…", {}, "punctuation");
  expect_refused(studio, "a\xff", {}, "byte 2");
  expect_refused(studio, std::string(20'001, 'a'), {}, "20001 characters");
}

TEST(SynthesizerText, AnOptionThatTheEngineDoesNotTakeIsNamed) {
  CloneStudio studio;
  expect_refused(studio, kText, {.speed = 1.5}, "speed 1.5: the engine 'buzz'");
  expect_refused(studio, kText, {.pitch_st = -2}, "pitch -2: the engine 'buzz'");
  expect_refused(studio, kText, {.instruction = "whisper"}, "instruction: the engine 'buzz'");
  expect_refused(studio, kText, {.seed = 7}, "seed 7: the engine 'buzz'");
  expect_refused(studio, kText, {.expressiveness = 0.5}, "expressiveness 0.5: the engine 'buzz'");
  expect_refused(studio, kText, {.pauses = 2}, "pauses 2: the engine 'buzz'");
  expect_refused(studio, kText, {.expressiveness = 2.1}, "expressiveness 2.1: it may be 0 to 2");
  expect_refused(studio, kText, {.pauses = -1}, "pauses -1: it may be 0 to 3");
  expect_refused(studio, kText, {.speed = 2.5}, "speed 2.5: it may be 0.5 to 2");
  expect_refused(studio, kText, {.speed = std::numeric_limits<double>::quiet_NaN()}, "speed nan");
  expect_refused(studio, kText, {.pitch_st = 7}, "pitch 7: it may be -6 to 6");
  studio.engine.traits_.takes_speed = true;
  EXPECT_TRUE(studio.speak(kText, {.speed = 1.5}).ok());
  EXPECT_EQ(studio.engine.options.back().speed, 1.5);
}

TEST(SynthesizerText, ALanguageThatTheEngineDoesNotSpeakIsNamed) {
  CloneStudio studio;
  studio.engine.traits_.languages = {"de", "fr"};
  expect_refused(studio, kText, {.language = "en"}, "language english (en): the engine 'buzz' speaks de, fr");
  EXPECT_TRUE(studio.speak(kText, {.language = "de"}).ok());
  EXPECT_TRUE(studio.report.warnings.empty());
  studio.engine.traits_.experimental_languages = {"sv"};
  EXPECT_TRUE(studio.speak(kText, {.language = "sv"}).ok());
  ASSERT_EQ(studio.report.warnings.size(), 1U);
  EXPECT_NE(studio.report.warnings[0].find("is an experiment of the engine 'buzz'"), std::string::npos);
}

TEST(SynthesizerText, ALanguageThatIsNotGivenIsDetected) {
  CloneStudio studio;
  ASSERT_TRUE(studio.speak("Das ist nicht so einfach, wie es aussieht, aber wir schaffen es.").ok());
  EXPECT_EQ(studio.report.language, "de");
  EXPECT_TRUE(studio.report.is_language_detected);
  EXPECT_EQ(studio.engine.options.back().language, "de");
  studio.engine.traits_.languages = {"en"};
  ASSERT_TRUE(studio.speak("Das ist nicht so einfach, wie es aussieht, aber wir schaffen es.").ok());
  ASSERT_EQ(studio.report.warnings.size(), 1U) << "it may be wrong, so it is no reason to refuse";
  EXPECT_NE(studio.report.warnings[0].find("german (de)"), std::string::npos);
}

TEST(SynthesizerText, ConsentForALanguageHoldsForTheDetectedOne) {
  CloneStudio studio;
  studio.grant = studio.granted({"en"});
  studio.voice.id = studio.grant.voice_id();
  EXPECT_TRUE(studio.speak("She said that he would be there before the end of the week.").ok());
  const auto speech = studio.speak("Das ist nicht so einfach, wie es aussieht, aber wir schaffen es.");
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
}

TEST(SynthesizerText, ATranscriptThatIsNeededMustBeThere) {
  CloneStudio studio;
  studio.engine.traits_.needs_transcript = true;
  studio.voice.is_text_unchecked = true;
  ASSERT_TRUE(studio.speak(kText).ok());
  ASSERT_EQ(studio.report.warnings.size(), 1U);
  EXPECT_NE(studio.report.warnings[0].find("made by a machine"), std::string::npos);
  studio.before = studio.log.events.size();
  studio.engine.pieces.clear();
  studio.voice.reference_text.clear();
  expect_refused(studio, kText, {}, "what is said in the reference clip");
}

TEST(SynthesizerText, ProgressGrowsOverAllPieces) {
  CloneStudio studio;
  std::vector<double> progress;
  std::vector<std::string> words;
  ASSERT_TRUE(studio
                  .speak(kLongText, {.on_news =
                                         [&](const EngineNews& news) {
                                           progress.push_back(news.progress.value());
                                           words.push_back(news.words);
                                         }})
                  .ok());
  ASSERT_EQ(progress.size(), 10U) << "half way and done, five times";
  EXPECT_TRUE(std::is_sorted(progress.begin(), progress.end()));
  EXPECT_GT(progress.front(), 0);
  EXPECT_EQ(progress.back(), 1);
  EXPECT_EQ(words[0], "half way");
  EXPECT_EQ(words[5], "piece 3 of 5 is spoken");
}

TEST(SynthesizerText, CancelStopsBetweenPieces) {
  CloneStudio studio;
  const CancelToken cancel;
  studio.engine.before = [&](const std::string&) {
    if (studio.engine.pieces.size() == 2) cancel.cancel();
    return Result<void>();
  };
  const auto speech = studio.speak(kLongText, {.cancel = cancel});
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(studio.engine.pieces.size(), 2U);
  EXPECT_TRUE(studio.engine.options[0].cancel.is_cancelled()) << "the engine holds the same token";
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_refused"}));
  EXPECT_EQ(studio.log.events.back().details["pieces"], 1);
  EXPECT_EQ(studio.log.events.back().details["kind"], "cancelled");
}

TEST(SynthesizerText, RevocationStopsALongTextAndLeavesNothingOfIt) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) {
    if (studio.engine.pieces.size() == 2) {
      EXPECT_TRUE(studio.book.revoke(studio.grant.id()).ok());
    }
    return Result<void>();
  };
  const auto speech = studio.speak(kLongText);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
  EXPECT_EQ(studio.engine.pieces.size(), 2U);
  EXPECT_TRUE(studio.pieces.kept.empty());
}

TEST(SynthesizerText, RevocationDuringTheLastPieceStopsItToo) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) {
    EXPECT_TRUE(studio.book.revoke(studio.grant.id()).ok());
    return Result<void>();
  };
  EXPECT_FALSE(studio.speak(kText).ok());
  EXPECT_TRUE(studio.pieces.kept.empty());
}

TEST(SynthesizerText, APieceThatFailsIsNumbered) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) -> Result<void> {
    if (studio.engine.pieces.size() < 3) return {};
    return Error{ErrorKind::Unavailable, "the server is gone; start it", 30};
  };
  const auto speech = studio.speak(kLongText);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().message, "piece 3 of 5: the server is gone; start it");
  EXPECT_EQ(speech.error().retry_after_s, 30);
  EXPECT_EQ(studio.report.pieces_done, 2U);
}

TEST(SynthesizerText, APromptIsMadeOnceAndKept) {
  CloneStudio studio;
  studio.engine.prompt = "what was taken from the clip";
  ASSERT_TRUE(studio.speak(kLongText).ok());
  ASSERT_TRUE(studio.speak("Another sentence that is long enough to be marked.").ok());
  EXPECT_EQ(studio.engine.prompts_made, 1);
  EXPECT_EQ(studio.engine.prompts_seen, std::vector<std::string>(6, studio.engine.prompt));
  studio.voice.reference = {BuzzEngine::kRateHz, std::vector<float>(2400, 0.2F)};
  ASSERT_TRUE(studio.speak("A third sentence, of another clip, that can be marked.").ok());
  EXPECT_EQ(studio.engine.prompts_made, 2) << "another reference";
}

TEST(SynthesizerText, AGivenPromptIsTaken) {
  CloneStudio studio;
  studio.voice.prompt = "given";
  ASSERT_TRUE(studio.speak(kText).ok());
  EXPECT_EQ(studio.engine.prompts_made, 0);
  EXPECT_EQ(studio.engine.prompts_seen.back(), "given");
}

TEST(SynthesizerText, SilenceFromAnEngineIsAnError) {
  CloneStudio studio;
  studio.engine.level = 0;
  const auto speech = studio.speak(kText);
  ASSERT_FALSE(speech.ok());
  EXPECT_NE(speech.error().message.find("no sound"), std::string::npos);
}

TEST(SynthesizerText, AnEngineThatDoesNotStopIsStopped) {
  CloneStudio studio(60);
  studio.engine.block = 24'000;
  const auto speech = studio.speak("Twenty characters ok");
  ASSERT_FALSE(speech.ok());
  EXPECT_NE(speech.error().message.find("went on for 33 s over 20 characters"), std::string::npos)
      << speech.error().message;
}

TEST(SynthesizerText, WorksWithoutShelves) {
  CloneStudio studio;
  const auto speech = Synthesizer(studio.engine, {studio.book, studio.limits, studio.log, studio.key})
                          .speak(kLongText, studio.voice, studio.grant);
  ASSERT_TRUE(speech.ok());
  EXPECT_EQ(studio.engine.prompts_made, 1);
}

}  // namespace
}  // namespace timbre::clone
