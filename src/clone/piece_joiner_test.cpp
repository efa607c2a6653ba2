// Property: joined pieces have no jumps, even loudness, the pauses that were asked for, and do not depend on blocks.
#include "clone/piece_joiner.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "base/random.h"
#include "dsp/decibel.h"
#include "measure/speech_level.h"

namespace timbre::clone {
namespace {

constexpr int kRateHz = 24'000;

std::size_t samples_of(double seconds) { return static_cast<std::size_t>(std::lround(seconds * kRateHz)); }

/// A buzz with syllables at about this level, with noise far below around it.
std::vector<float> spoken(double seconds, double level_dbfs, double lead_s = 0.2, double tail_s = 0.3,
                          std::uint64_t seed = 1) {
  SeededRandom random(seed);
  std::vector<float> out;
  const auto noise = [&] { return static_cast<float>(2e-4 * random.normal()); };
  for (std::size_t i = 0; i < samples_of(lead_s); ++i) out.push_back(noise());
  for (std::size_t i = 0; i < samples_of(seconds); ++i) {
    const double t = static_cast<double>(i) / kRateHz;
    double value = 0;
    for (int h = 1; h <= 12; ++h) value += std::sin(2 * std::numbers::pi * 130 * h * t + h * h) / h;
    out.push_back(static_cast<float>(dsp::db_to_amplitude(level_dbfs) * value * (0.4 + std::abs(std::sin(8 * t)))) +
                  noise());
  }
  for (std::size_t i = 0; i < samples_of(tail_s); ++i) out.push_back(noise());
  return out;
}

struct Part {
  std::vector<float> samples;
  PieceEnd end = PieceEnd::Sentence;
};

struct Joined {
  std::vector<float> samples;
  std::vector<std::size_t> starts;  // where each piece's first output began, its pause included
  Result<void> result;
};

/// `block` samples at a time; 0: all at once.
Joined join(const std::vector<Part>& parts, std::size_t block = 0) {
  Joined joined;
  PieceJoiner joiner([&](const audio::AudioView& out) {
    const auto samples = out.channel(0);
    joined.samples.insert(joined.samples.end(), samples.begin(), samples.end());
    return Result<void>();
  });
  for (const Part& part : parts) {
    joined.starts.push_back(joined.samples.size());
    const std::size_t step = block == 0 ? part.samples.size() : block;
    for (std::size_t i = 0; i < part.samples.size(); i += step) {
      const auto size = std::min(step, part.samples.size() - i);
      joined.result = joiner.push({kRateHz, std::span(part.samples).subspan(i, size)});
      if (!joined.result.ok()) return joined;
    }
    joined.result = joiner.end_piece(part.end);
    if (!joined.result.ok()) return joined;
  }
  return joined;
}

std::vector<Part> some_parts() {
  return {{spoken(1.5, -26), PieceEnd::Sentence},
          {spoken(2.0, -30, 0, 0.01), PieceEnd::Clause},
          {spoken(0.7, -22, 0.5, 0), PieceEnd::Paragraph},
          {spoken(3.0, -27, 0.02, 1.0), PieceEnd::Word},
          {spoken(1.0, -25), PieceEnd::Text}};
}

double level(std::span<const float> samples) {
  return measure::measure_speech_level({kRateHz, samples}).value().value().level_dbfs;
}

std::vector<double> levels(const Joined& joined) {
  std::vector<double> out;
  for (std::size_t i = 0; i < joined.starts.size(); ++i) {
    const std::size_t end = i + 1 < joined.starts.size() ? joined.starts[i + 1] : joined.samples.size();
    out.push_back(level(std::span(joined.samples).subspan(joined.starts[i], end - joined.starts[i])));
  }
  return out;
}

TEST(PieceJoiner, AnyBlocksGiveTheSameSamples) {
  const Joined whole = join(some_parts());
  ASSERT_TRUE(whole.result.ok());
  for (const std::size_t block : {1U, 7U, 240U, 1000U, 4096U})
    EXPECT_EQ(join(some_parts(), block).samples, whole.samples);
}

TEST(PieceJoiner, TheFirstPieceGoesOutWhileItIsMade) {
  std::size_t out = 0;
  PieceJoiner joiner([&](const audio::AudioView& block) {
    out += block.frame_count();
    return Result<void>();
  });
  const auto samples = spoken(2.0, -26);
  ASSERT_TRUE(joiner.push({kRateHz, std::span(samples).first(samples_of(1.2))}).ok());
  EXPECT_GT(out, samples_of(0.8));
}

TEST(PieceJoiner, SilencesGoAndPausesComeInTheirPlace) {
  const Joined joined =
      join({{spoken(1.0, -26, 0.5, 0.8), PieceEnd::Paragraph}, {spoken(1.0, -26, 0.9, 0.4), PieceEnd::Text}});
  const double seconds = static_cast<double>(joined.samples.size()) / kRateHz;
  const double kept = 2 * (1.0 + 0.06 + 0.08) + pause_after_s(PieceEnd::Paragraph);
  EXPECT_NEAR(seconds, kept, 0.045) << "frames of 10 ms at four ends";
}

TEST(PieceJoiner, TheLengthIsTheSumOfPiecesAndPauses) {
  std::size_t sum = 0;
  const auto parts = some_parts();
  for (const Part& part : parts) {
    sum += join({{part.samples, PieceEnd::Text}}).samples.size();
    sum += samples_of(pause_after_s(part.end));
  }
  EXPECT_EQ(join(parts).samples.size(), sum) << "the last has no pause";
}

TEST(PieceJoiner, PausesGrowWithTheKindOfEnd) {
  EXPECT_LT(pause_after_s(PieceEnd::Word), pause_after_s(PieceEnd::Clause));
  EXPECT_LT(pause_after_s(PieceEnd::Clause), pause_after_s(PieceEnd::Sentence));
  EXPECT_LT(pause_after_s(PieceEnd::Sentence), pause_after_s(PieceEnd::Paragraph));
  EXPECT_EQ(pause_after_s(PieceEnd::Text), 0);
}

TEST(PieceJoiner, NoJumpIsMadeAtAJoin) {
  double inside = 0;  // the largest step between samples within a piece
  double made = 0;
  const auto parts = some_parts();
  for (const Part& part : parts) {
    for (std::size_t i = 1; i < part.samples.size(); ++i) {
      inside = std::max(inside, std::abs(static_cast<double>(part.samples[i]) - part.samples[i - 1]));
    }
  }
  const Joined joined = join(parts);
  for (const std::size_t start : joined.starts) {
    for (std::size_t i = std::max<std::size_t>(1, start) - 1; i < std::min(start + 2, joined.samples.size()); ++i) {
      const double before = i == 0 ? 0 : joined.samples[i - 1];
      made = std::max(made, std::abs(joined.samples[i] - before));
    }
  }
  EXPECT_LT(made, 0.001) << "inside the pieces steps reach " << inside;
  EXPECT_LT(std::abs(joined.samples.front()), 1e-4);
  EXPECT_LT(std::abs(joined.samples.back()), 1e-4);
}

TEST(PieceJoiner, PiecesAreAboutEquallyLoud) {
  const Joined joined = join({{spoken(2, -26), PieceEnd::Sentence},
                              {spoken(2, -32), PieceEnd::Sentence},
                              {spoken(2, -21), PieceEnd::Sentence},
                              {spoken(2, -29), PieceEnd::Text}});
  const auto found = levels(joined);
  const auto [least, most] = std::minmax_element(found.begin(), found.end());
  EXPECT_LE(*most - *least, 2 * kLevelFreedomDb + 0.2);
}

TEST(PieceJoiner, SmallDifferencesStay) {
  const auto quiet = spoken(2, -27);
  const Joined joined = join({{spoken(2, -26), PieceEnd::Word}, {quiet, PieceEnd::Text}});
  const auto found = levels(joined);
  EXPECT_NEAR(found[0] - found[1], 1.0, 0.1);
}

TEST(PieceJoiner, NoPieceIsMovedByMoreThanSixDecibels) {
  const auto quiet = spoken(2, -45, 0, 0);
  const Joined joined = join({{spoken(2, -25, 0, 0), PieceEnd::Word}, {quiet, PieceEnd::Text}});
  EXPECT_NEAR(levels(joined)[1] - level(quiet), kMostLevelGainDb, 0.1);
}

TEST(PieceJoiner, RaisingNeverClips) {
  auto peaky = spoken(2, -32);
  peaky[samples_of(1)] = 0.9F;
  const Joined joined = join({{spoken(2, -20), PieceEnd::Word}, {peaky, PieceEnd::Text}});
  double peak = 0;
  for (std::size_t i = joined.starts[1]; i < joined.samples.size(); ++i)
    peak = std::max(peak, std::abs(1.0 * joined.samples[i]));
  EXPECT_LE(peak, 0.981);
  EXPECT_GT(peak, 0.9);
}

TEST(PieceJoiner, WhatNoVoiceGivesIsRefused) {
  const auto failed = [](const std::vector<Part>& parts) {
    const Joined joined = join(parts);
    return !joined.result.ok() && joined.result.error().kind == ErrorKind::InvalidInput;
  };
  EXPECT_TRUE(failed({{{}, PieceEnd::Text}})) << "nothing";
  EXPECT_TRUE(failed({{std::vector<float>(kRateHz, 0.0F), PieceEnd::Text}})) << "silence";
  EXPECT_TRUE(failed({{spoken(1, -26), PieceEnd::Word}, {std::vector<float>(100, 1e-4F), PieceEnd::Text}}));
  auto broken = spoken(1, -26);
  broken[5000] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(failed({{broken, PieceEnd::Text}}));
}

TEST(PieceJoiner, OneTextHasOneRateAndOneChannel) {
  PieceJoiner joiner([](const audio::AudioView&) { return Result<void>(); });
  const auto samples = spoken(1, -26);
  ASSERT_TRUE(joiner.push({kRateHz, samples}).ok());
  EXPECT_FALSE(joiner.push({16'000, samples}).ok());
  const std::array<const float*, 2> two{samples.data(), samples.data()};
  EXPECT_FALSE(joiner.push({kRateHz, two, 100}).ok());
}

TEST(PieceJoiner, WhatTheSinkSaysIsPassedOn) {
  PieceJoiner joiner([](const audio::AudioView&) { return Result<void>(Error{ErrorKind::Cancelled, "enough"}); });
  const auto samples = spoken(1, -26);
  const auto pushed = joiner.push({kRateHz, samples});
  ASSERT_FALSE(pushed.ok());
  EXPECT_EQ(pushed.error().message, "enough");
}

}  // namespace
}  // namespace timbre::clone
