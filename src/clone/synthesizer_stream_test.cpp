// Definition: what a stream hands out is what the whole is, marked and checked; when it fails, and what is known then.
#include <gtest/gtest.h>

#include "clone/testing/clone_studio.h"
#include "safety/watermark.h"

namespace timbre::clone {
namespace {

TEST(SynthesizerStream, GivesTheSameSamplesAsTheWhole) {
  for (const auto block : {std::optional<std::size_t>(), std::optional<std::size_t>(1000)}) {
    CloneStudio streamed;
    CloneStudio whole;
    streamed.engine.block = block;
    CollectedBlocks blocks;
    const auto a = streamed.stream(kLongText, blocks);
    const auto b = whole.speak(kLongText);
    ASSERT_TRUE(a.ok()) << a.error().message;
    ASSERT_TRUE(b.ok());
    EXPECT_EQ(samples_of(*a), samples_of(*b));
    EXPECT_EQ(blocks.samples, samples_of(*b));
    EXPECT_GE(blocks.sizes.size(), 5U);
  }
}

TEST(SynthesizerStream, WhatGoesOutFirstCarriesTheMarkAlready) {
  CloneStudio studio;
  studio.engine.block = 2400;
  CollectedBlocks blocks;
  std::vector<std::size_t> sent;
  studio.engine.after_block = [&] { sent.push_back(blocks.samples.size()); };
  ASSERT_TRUE(studio.stream(kLongText, blocks).ok());
  ASSERT_FALSE(blocks.sizes.empty());
  const std::vector<float> first(blocks.samples.begin(),
                                 blocks.samples.begin() + static_cast<std::ptrdiff_t>(blocks.sizes.front()));
  const auto found = safety::detect_watermark({BuzzEngine::kRateHz, first}, studio.key);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->outcome, safety::WatermarkOutcome::Marked);
  EXPECT_EQ(found->payload, studio.report.payload);
  // The first piece is 3 s long: its beginning is out before its end is made.
  EXPECT_GT(sent[29], 0U);
  EXPECT_EQ(sent[15], 0U) << "nothing before the mark was found";
}

TEST(SynthesizerStream, SaysWhenTheFirstSoundWentOut) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) {
    studio.clock.tick(std::chrono::seconds(2));
    return Result<void>();
  };
  CollectedBlocks blocks;
  ASSERT_TRUE(studio.stream(kLongText, blocks).ok());
  EXPECT_EQ(studio.report.times.first_audio_s, 2.0);
  EXPECT_EQ(studio.report.times.took_s, 10.0);
}

TEST(SynthesizerStream, ShortSpeechComesAtTheEnd) {
  CloneStudio studio(2.2);
  CollectedBlocks blocks;
  const auto speech = studio.stream("One.", blocks);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(blocks.samples, samples_of(*speech));
}

TEST(SynthesizerStream, NothingGoesOutOfWhatCannotBeMarked) {
  CloneStudio studio(0.4);
  CollectedBlocks blocks;
  EXPECT_FALSE(studio.stream("One.", blocks).ok());
  EXPECT_TRUE(blocks.samples.empty());
  EXPECT_EQ(studio.log.events.back().details["released_ms"], 0);
}

TEST(SynthesizerStream, AFailureOnTheWayIsLoggedWithWhatWentOut) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) -> Result<void> {
    if (studio.engine.pieces.size() == 4) return Error{ErrorKind::Unavailable, "gone"};
    return {};
  };
  CollectedBlocks blocks;
  EXPECT_FALSE(studio.stream(kLongText, blocks).ok());
  EXPECT_FALSE(blocks.samples.empty());
  const auto& details = studio.log.events.back().details;
  EXPECT_EQ(studio.acts().back(), "clone_refused");
  EXPECT_EQ(details["released_ms"], std::llround(static_cast<double>(blocks.samples.size()) / 24.0));
  EXPECT_EQ(details["pieces"], 3);
}

TEST(SynthesizerStream, WithoutConsentNothingGoesOut) {
  CloneStudio studio;
  ASSERT_TRUE(studio.book.revoke(studio.grant.id()).ok());
  CollectedBlocks blocks;
  EXPECT_FALSE(studio.stream(kLongText, blocks).ok());
  EXPECT_TRUE(blocks.samples.empty());
  EXPECT_TRUE(studio.engine.pieces.empty());
}

TEST(SynthesizerStream, RevocationStopsIt) {
  CloneStudio studio;
  studio.engine.before = [&](const std::string&) {
    if (studio.engine.pieces.size() == 2) {
      EXPECT_TRUE(studio.book.revoke(studio.grant.id()).ok());
    }
    return Result<void>();
  };
  CollectedBlocks blocks;
  const auto speech = studio.stream(kLongText, blocks);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
  EXPECT_EQ(studio.engine.pieces.size(), 2U);
}

TEST(SynthesizerStream, ASinkThatHadEnoughStopsTheEngine) {
  CloneStudio studio;
  CollectedBlocks blocks;
  blocks.problem = Error{ErrorKind::Cancelled, "the listener is gone"};
  const auto speech = studio.stream(kLongText, blocks);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().message, "the listener is gone");
  EXPECT_EQ(studio.engine.pieces.size(), 1U);
}

TEST(SynthesizerStream, StreamAndWholeShareKeptPieces) {
  CloneStudio studio;
  CollectedBlocks blocks;
  ASSERT_TRUE(studio.stream(kLongText, blocks).ok());
  ASSERT_TRUE(studio.speak(kLongText).ok());
  EXPECT_EQ(studio.report.from_cache, 5U);
}

}  // namespace
}  // namespace timbre::clone
