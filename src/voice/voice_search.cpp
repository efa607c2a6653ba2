#include "voice/voice_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "base/parallel.h"
#include "base/random.h"
#include "voice/voice_fitting.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kMelTerms = 6;
constexpr float kLastStepShare = 1.0F / 3.0F;

/// A change of what is told: of the embedding, and of each mean spectrum by kMelTerms cosines.
using Direction = std::vector<float>;

Direction random_direction(const std::vector<speaker::Embedding>& people, std::size_t size, float mel_share,
                           Random& random) {
  std::vector<double> sum(size, 0.0);
  if (people.size() < 2) {
    for (double& value : sum) value = random.normal();
  } else {
    std::vector<double> weights(people.size());
    double mean = 0.0;
    for (double& weight : weights) mean += (weight = random.normal()) / static_cast<double>(weights.size());
    for (std::size_t p = 0; p < people.size(); ++p) {
      for (std::size_t i = 0; i < size; ++i) sum[i] += (weights[p] - mean) * static_cast<double>(people[p][i]);
    }
  }
  double square = 0.0;
  for (const double value : sum) square += value * value;
  Direction direction;
  for (const double value : sum) direction.push_back(static_cast<float>(value / std::sqrt(square + 1e-12)));
  for (std::size_t i = 0; i < 2 * kMelTerms; ++i) {
    direction.push_back(mel_share * static_cast<float>(random.normal()));
  }
  return direction;
}

void move_mel(std::array<float, kMelBands>& told, const std::array<float, kMelBands>& wanted, const float* terms,
              float length) {
  for (std::size_t b = 0; b < kMelBands; ++b) {
    double moved = 0.0;
    for (std::size_t t = 0; t < kMelTerms; ++t) {
      const double phase = std::numbers::pi * static_cast<double>(t + 1) * (static_cast<double>(b) + 0.5) / kMelBands;
      moved += static_cast<double>(terms[t]) * std::cos(phase);
    }
    told[b] =
        std::clamp(told[b] + length * static_cast<float>(moved), wanted[b] - kMostMelMoved, wanted[b] + kMostMelMoved);
  }
}

VoiceFit moved(VoiceFit fit, const Direction& direction, float length) {
  speaker::Embedding& told = fit.told.embedding;
  double square = 0.0;
  for (std::size_t i = 0; i < told.size(); ++i) {
    told[i] += length * direction[i];
    square += static_cast<double>(told[i]) * static_cast<double>(told[i]);
  }
  const auto norm = static_cast<float>(std::sqrt(square));
  for (float& value : told) value *= std::min(1.0F, kLongestEmbedding / norm);
  const float* terms = direction.data() + told.size();
  move_mel(fit.told.traits.voiced_mel, fit.profile.traits.voiced_mel, terms, length);
  move_mel(fit.told.traits.unvoiced_mel, fit.profile.traits.unvoiced_mel, terms + kMelTerms, length);
  return fit;
}

/// Where likeness grows, of length 1.
Direction uphill(const std::vector<Direction>& directions, const std::vector<double>& gains) {
  std::vector<double> sum(directions.front().size(), 0.0);
  for (std::size_t d = 0; d < directions.size(); ++d) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += gains[d] * static_cast<double>(directions[d][i]);
  }
  double square = 0.0;
  for (const double value : sum) square += value * value;
  Direction up;
  for (const double value : sum) up.push_back(static_cast<float>(value / std::sqrt(square + 1e-12)));
  return up;
}

}  // namespace

Result<VoiceFit> search_told(const VoiceFit& start, const speaker::Cohort& cohort, const Likeness& likeness,
                             const SearchOptions& options, const std::function<void(double)>& on_progress) {
  SeededRandom random(options.seed);
  VoiceFit fit = start;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    std::vector<Direction> directions(options.pairs);
    for (Direction& one : directions)
      one = random_direction(cohort.people(), start.told.embedding.size(), options.mel_share, random);
    std::vector<Result<double>> heard(2 * options.pairs, Result<double>(0.0));
    parallel_for(heard.size(), options.threads, [&](std::size_t i) {
      const VoiceFit tried = moved(fit, directions[i / 2], i % 2 == 0 ? options.reach : -options.reach);
      heard[i] = likeness(tried, round);
    });
    std::vector<double> gains;
    for (std::size_t d = 0; d < directions.size(); ++d) {
      for (std::size_t i : {2 * d, 2 * d + 1}) {
        if (!heard[i].ok()) return heard[i].error();
      }
      gains.push_back(*heard[2 * d] - *heard[2 * d + 1]);
    }
    const float done = static_cast<float>(round) / static_cast<float>(std::max<std::size_t>(1, options.rounds - 1));
    fit = moved(fit, uphill(directions, gains), options.step * (1.0F - done * (1.0F - kLastStepShare)));
    if (on_progress) on_progress(static_cast<double>(round + 1) / static_cast<double>(options.rounds));
  }
  return fit;
}

}  // namespace timbre::voice
