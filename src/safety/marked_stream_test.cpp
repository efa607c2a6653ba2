// Exact: a stream hands out what the whole would be, for any blocks. Definition: what goes out carries the mark
// already.
#include "safety/marked_stream.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "safety/testing/speech_like.h"

namespace timbre::safety {
namespace {

constexpr int kRateHz = 24'000;
constexpr std::uint32_t kPayload = 0x12345601;
const WatermarkKey kKey{{3, 1, 4, 1, 5}};

class Blocks : public MarkedBlockSink {
 public:
  std::vector<float> samples;
  std::vector<std::size_t> sizes;
  std::optional<Error> problem;
  Result<void> take(const MarkedBlock& block) override {
    if (problem) return *problem;
    EXPECT_EQ(block.payload(), kPayload);
    const auto more = block.audio().channel(0);
    samples.insert(samples.end(), more.begin(), more.end());
    sizes.push_back(more.size());
    return {};
  }
};

Result<MarkedSpeech> stream(const std::vector<float>& speech, std::size_t block, Blocks& out) {
  MarkedStream marked({kRateHz, 1}, kKey, kPayload, out);
  for (std::size_t i = 0; i < speech.size(); i += block) {
    const auto part = std::span(speech).subspan(i, std::min(block, speech.size() - i));
    TRY_VOID(marked.push({kRateHz, part}));
  }
  return marked.finish();
}

TEST(MarkedStream, GivesWhatTheWholeWouldBeForAnyBlocks) {
  const auto speech = speech_like(kRateHz, 6, 1);
  const auto whole = MarkedSpeech::make({kRateHz, speech}, kKey, kPayload).value();
  const std::vector<float> expected(whole.audio().channel(0).begin(), whole.audio().channel(0).end());
  for (const std::size_t block : {333U, 2400U, 48'000U, 1'000'000U}) {
    Blocks out;
    const auto marked = stream(speech, block, out);
    ASSERT_TRUE(marked.ok());
    EXPECT_EQ(out.samples, expected);
    EXPECT_TRUE(std::ranges::equal(marked->audio().channel(0), expected));
    EXPECT_EQ(marked->payload(), kPayload);
  }
}

TEST(MarkedStream, TheFirstBlockCarriesTheMark) {
  Blocks out;
  ASSERT_TRUE(stream(speech_like(kRateHz, 6, 2), 480, out).ok());
  ASSERT_GE(out.sizes.size(), 6U) << "one each half second after the first look";
  EXPECT_LT(out.sizes[0], 3U * kRateHz);
  const auto found = detect_watermark({kRateHz, std::span(out.samples).first(out.sizes[0])}, kKey);
  EXPECT_EQ(found->outcome, WatermarkOutcome::Marked);
  EXPECT_EQ(found->payload, kPayload);
}

TEST(MarkedStream, HoldsBackWhatHasNoMarkYet) {
  auto speech = std::vector<float>(4U * kRateHz, 0.0F);  // a pause first: nothing to be found in it
  const auto later = speech_like(kRateHz, 6, 3);
  speech.insert(speech.end(), later.begin(), later.end());
  Blocks out;
  ASSERT_TRUE(stream(speech, 2400, out).ok());
  EXPECT_GT(out.sizes[0], 5U * kRateHz);
  EXPECT_EQ(out.samples.size(), speech.size());
}

TEST(MarkedStream, NothingGoesOutOfWhatCannotCarryOne) {
  for (const auto& speech :
       {std::vector<float>(5U * kRateHz, 0.0F), speech_like(kRateHz, 0.5, 4), std::vector<float>()}) {
    Blocks out;
    const auto marked = stream(speech, 1000, out);
    ASSERT_FALSE(marked.ok());
    EXPECT_EQ(marked.error().kind, ErrorKind::InvalidInput);
    EXPECT_TRUE(out.samples.empty());
  }
}

TEST(MarkedStream, AnotherFormatOnTheWayIsRefused) {
  Blocks out;
  MarkedStream marked({kRateHz, 1}, kKey, kPayload, out);
  const auto speech = speech_like(kRateHz, 1, 5);
  ASSERT_TRUE(marked.push({kRateHz, speech}).ok());
  const auto other = marked.push({48'000, speech});
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().kind, ErrorKind::InvalidInput);
}

TEST(MarkedStream, WhatTheSinkSaysIsPassedOn) {
  Blocks out;
  out.problem = Error{ErrorKind::Cancelled, "enough"};
  const auto marked = stream(speech_like(kRateHz, 6, 6), 2400, out);
  ASSERT_FALSE(marked.ok());
  EXPECT_EQ(marked.error().message, "enough");
}

}  // namespace
}  // namespace timbre::safety
