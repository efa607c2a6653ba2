// Definition: a finished piece is never made twice, and what is kept of it is no speech for anybody else.
#include <gtest/gtest.h>

#include "clone/testing/clone_studio.h"

namespace timbre::clone {
namespace {

TEST(SynthesizerCache, AFinishedPieceIsNeverMadeTwice) {
  CloneStudio studio;
  const auto first = studio.speak(kLongText);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(studio.pieces.kept.size(), 5U);
  const auto second = studio.speak(kLongText);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(studio.engine.pieces.size(), 5U);
  EXPECT_EQ(studio.report.from_cache, 5U);
  EXPECT_EQ(studio.log.events.back().details["from_cache"], 5);
  EXPECT_NE(first->payload(), second->payload()) << "each clone has a mark of its own";
  EXPECT_EQ(first->audio().frame_count(), second->audio().frame_count());
  EXPECT_EQ(studio.engine.prompts_made, 1) << "no prompt where nothing is made";
}

TEST(SynthesizerCache, AfterAnEditOnlyWhatChangedIsMade) {
  CloneStudio studio;
  ASSERT_TRUE(studio.speak(kLongText).ok());
  std::string edited = kLongText;
  edited.replace(edited.find("third"), 5, "3rd");
  ASSERT_TRUE(studio.speak(edited).ok());
  EXPECT_EQ(studio.report.from_cache, 4U);
  EXPECT_EQ(studio.engine.pieces.back(), "The 3rd paragraph is a question, is it not?");
}

TEST(SynthesizerCache, WhateverChangesTheSoundChangesTheKey) {
  const std::string text = "One sentence that is long enough to be marked.";
  CloneStudio studio;
  auto& traits = studio.engine.traits_;
  traits.takes_speed = traits.takes_pitch = traits.takes_instruction = traits.takes_seed = true;
  traits.takes_expressiveness = traits.takes_pauses = true;
  const SpeakOptions plain{.language = "en"};
  const auto is_made = [&](const SpeakOptions& options) {
    const std::size_t before = studio.engine.pieces.size();
    EXPECT_TRUE(studio.speak(text, options).ok());
    return studio.engine.pieces.size() > before;
  };
  EXPECT_TRUE(is_made(plain));
  EXPECT_FALSE(is_made(plain));
  EXPECT_TRUE(is_made({.language = "de"}));
  EXPECT_TRUE(is_made({.language = "en", .speed = 1.1}));
  EXPECT_TRUE(is_made({.language = "en", .speed = 1.1000000000000003}));
  EXPECT_TRUE(is_made({.language = "en", .pitch_st = 1}));
  EXPECT_TRUE(is_made({.language = "en", .expressiveness = 0}));
  EXPECT_TRUE(is_made({.language = "en", .pauses = 2}));
  EXPECT_TRUE(is_made({.language = "en", .instruction = "softly"}));
  EXPECT_TRUE(is_made({.language = "en", .seed = 0}));
  EXPECT_TRUE(is_made({.language = "en", .seed = 1}));
  EXPECT_TRUE(is_made({.language = "en", .is_anew = true})) << "asked for";
  EXPECT_FALSE(is_made({.language = "en", .asked_by = "somebody else"}));
  traits.version = "2";
  EXPECT_TRUE(is_made(plain));
  studio.voice.reference_text = "Something else.";
  EXPECT_TRUE(is_made(plain));
  studio.voice.reference = {BuzzEngine::kRateHz, std::vector<float>(2400, 0.2F)};
  EXPECT_TRUE(is_made(plain));
  EXPECT_FALSE(is_made(plain));
}

TEST(SynthesizerCache, WhatIsKeptIsSealed) {
  CloneStudio studio;
  const auto speech = studio.speak("One sentence that is long enough to be marked.");
  ASSERT_TRUE(speech.ok());
  const std::string sealed = studio.pieces.kept.begin()->second;
  EXPECT_GT(sealed.size(), 4 * speech->audio().frame_count());
  // Sealed bytes are uniform: no byte value stands out, as they do among samples.
  std::array<double, 256> counts{};
  for (const char c : sealed) ++counts[static_cast<unsigned char>(c)];
  double chi = 0;
  const double even = static_cast<double>(sealed.size()) / 256;
  for (const double count : counts) chi += (count - even) * (count - even) / even;
  EXPECT_LT(chi, 255 + 6 * std::sqrt(2 * 255.0)) << "six standard deviations of a chi-square with 255 degrees";
}

TEST(SynthesizerCache, ABrokenPieceIsMadeAnew) {
  CloneStudio studio;
  const std::string text = "One sentence that is long enough to be marked.";
  ASSERT_TRUE(studio.speak(text).ok());
  auto& kept = studio.pieces.kept.begin()->second;
  for (const std::string& broken : {std::string(), std::string("x"), kept.substr(1), kept + "y"}) {
    kept = broken;
    ASSERT_TRUE(studio.speak(text).ok());
    EXPECT_EQ(studio.report.from_cache, 0U);
    EXPECT_TRUE(studio.report.warnings.empty());
  }
  EXPECT_EQ(studio.engine.pieces.size(), 5U);
  ASSERT_TRUE(studio.speak(text).ok());
  EXPECT_EQ(studio.report.from_cache, 1U) << "it was put right";
}

TEST(SynthesizerCache, APieceUnderAnotherNameOrKeyIsMadeAnew) {
  CloneStudio studio;
  ASSERT_TRUE(studio.speak("One sentence that is long enough to be marked.").ok());
  ASSERT_TRUE(studio.speak("Two sentences that are long enough to be marked.").ok());
  std::swap(studio.pieces.kept.begin()->second, std::next(studio.pieces.kept.begin())->second);
  ASSERT_TRUE(studio.speak("One sentence that is long enough to be marked.").ok());
  EXPECT_EQ(studio.report.from_cache, 0U) << "the name is sealed with it";
  studio.key.bytes[31] ^= 1;
  ASSERT_TRUE(studio.speak("One sentence that is long enough to be marked.").ok());
  EXPECT_EQ(studio.report.from_cache, 0U);
}

TEST(SynthesizerCache, ABrokenShelfOnlyWarns) {
  CloneStudio studio;
  studio.pieces.is_broken = true;
  ASSERT_TRUE(studio.speak(kLongText).ok());
  ASSERT_EQ(studio.report.warnings.size(), 1U);
  EXPECT_NE(studio.report.warnings[0].find("the disk is gone"), std::string::npos);
}

TEST(SynthesizerCache, ATextThatFailedGoesOnWhereItWas) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) -> Result<void> {
    if (studio.engine.pieces.size() == 4) return Error{ErrorKind::Unavailable, "gone"};
    return {};
  };
  EXPECT_FALSE(studio.speak(kLongText).ok());
  EXPECT_TRUE(studio.speak(kLongText).ok());
  EXPECT_EQ(studio.report.from_cache, 3U);
}

TEST(SynthesizerCache, KeptPiecesNeedConsentToo) {
  CloneStudio studio;
  ASSERT_TRUE(studio.speak(kLongText).ok());
  ASSERT_TRUE(studio.book.revoke(studio.grant.id()).ok());
  const auto speech = studio.speak(kLongText);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
}

}  // namespace
}  // namespace timbre::clone
