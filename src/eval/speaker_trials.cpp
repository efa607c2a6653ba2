#include "eval/speaker_trials.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/random.h"
#include "eval/cosine.h"

namespace timbre::eval {
namespace {

constexpr double kStrictFalseAccepts = 0.001;
constexpr double kIntervalTail = 0.025;

/// Scores by which two speakers they are of: (a, a) are pairs of one speaker.
using Blocks = std::map<std::pair<std::size_t, std::size_t>, std::vector<double>>;

struct Trials {
  std::vector<std::size_t> speaker_of;  // per recording
  std::size_t speaker_count = 0;
  Blocks blocks;
};

Result<Trials> make_trials(std::span<const LabelledEmbedding> embeddings) {
  Trials trials;
  std::map<std::string, std::size_t> number_of;
  for (const auto& e : embeddings) {
    trials.speaker_of.push_back(number_of.emplace(e.speaker, number_of.size()).first->second);
  }
  trials.speaker_count = number_of.size();
  for (std::size_t i = 0; i < embeddings.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      TRY(const double cosine, cosine_similarity(embeddings[i].values, embeddings[j].values));
      const double likeness = speaker::normalised(cosine, embeddings[i].place, embeddings[j].place);
      trials.blocks[std::minmax(trials.speaker_of[i], trials.speaker_of[j])].push_back(likeness);
    }
  }
  return trials;
}

/// All scores, each block as often as its speakers were drawn.
PairScores scores_of(const Trials& trials, const std::vector<std::size_t>& draws_of) {
  PairScores scores;
  for (const auto& [speakers, block] : trials.blocks) {
    const bool is_same = speakers.first == speakers.second;
    const std::size_t copies =
        is_same ? draws_of[speakers.first] : draws_of[speakers.first] * draws_of[speakers.second];
    auto& into = is_same ? scores.same : scores.different;
    for (std::size_t c = 0; c < copies; ++c) into.insert(into.end(), block.begin(), block.end());
  }
  return scores;
}

void draw_interval(const Trials& trials, const SpeakerTrialOptions& options, SpeakerReport& report) {
  SeededRandom random(options.seed);
  std::vector<double> rates;
  for (std::size_t d = 0; d < options.draws; ++d) {
    std::vector<std::size_t> draws_of(trials.speaker_count, 0);
    for (std::size_t s = 0; s < trials.speaker_count; ++s) ++draws_of[random.next() % trials.speaker_count];
    const PairScores scores = scores_of(trials, draws_of);
    const auto equal = equal_error_rate(scores.same, scores.different);
    if (equal.ok()) rates.push_back(equal->rate);  // a draw of one speaker alone has no pairs of two
  }
  std::sort(rates.begin(), rates.end());
  const auto at = [&](double share) {
    return rates[static_cast<std::size_t>(std::lround(share * static_cast<double>(rates.size() - 1)))];
  };
  report.equal_low = rates.empty() ? report.equal.rate : at(kIntervalTail);
  report.equal_high = rates.empty() ? report.equal.rate : at(1.0 - kIntervalTail);
}

std::vector<double> unit(std::span<const float> values) {
  double square = 0.0;
  for (const float v : values) square += static_cast<double>(v) * v;
  std::vector<double> out(values.begin(), values.end());
  for (double& v : out) v /= std::sqrt(square);
  return out;
}

/// The cosine of `one` with a sum of unit vectors, `one` itself taken out of it where it is in.
double cosine_with_rest(const std::vector<double>& one, const std::vector<double>& sum, bool is_in) {
  double product = 0.0;
  double square = 0.0;
  for (std::size_t k = 0; k < one.size(); ++k) {
    const double rest = sum[k] - (is_in ? one[k] : 0.0);
    product += one[k] * rest;
    square += rest * rest;
  }
  return square > 1e-12 ? product / std::sqrt(square) : -1.0;  // a speaker's only recording has no other to be near to
}

double identification_share(std::span<const LabelledEmbedding> embeddings, const Trials& trials) {
  const std::size_t size = embeddings.front().values.size();
  std::vector<std::vector<double>> sums(trials.speaker_count, std::vector<double>(size, 0.0));
  std::vector<std::vector<double>> units;
  for (std::size_t i = 0; i < embeddings.size(); ++i) {
    units.push_back(unit(embeddings[i].values));
    for (std::size_t k = 0; k < size; ++k) sums[trials.speaker_of[i]][k] += units[i][k];
  }
  std::size_t right = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::size_t own = trials.speaker_of[i];
    const double own_cosine = cosine_with_rest(units[i], sums[own], true);
    bool is_nearest = true;
    for (std::size_t s = 0; s < sums.size() && is_nearest; ++s) {
      is_nearest = s == own || cosine_with_rest(units[i], sums[s], false) < own_cosine;
    }
    right += is_nearest ? 1 : 0;
  }
  return static_cast<double>(right) / static_cast<double>(units.size());
}

}  // namespace

Result<PairScores> pair_scores(std::span<const LabelledEmbedding> embeddings) {
  TRY(const Trials trials, make_trials(embeddings));
  return scores_of(trials, std::vector<std::size_t>(trials.speaker_count, 1));
}

Result<SpeakerReport> speaker_report(std::span<const LabelledEmbedding> embeddings,
                                     const SpeakerTrialOptions& options) {
  TRY(const Trials trials, make_trials(embeddings));
  const PairScores scores = scores_of(trials, std::vector<std::size_t>(trials.speaker_count, 1));
  SpeakerReport report;
  report.speaker_count = trials.speaker_count;
  report.recording_count = embeddings.size();
  report.same_pairs = scores.same.size();
  report.different_pairs = scores.different.size();
  TRY(report.equal, equal_error_rate(scores.same, scores.different));
  TRY(report.cost, minimum_detection_cost(scores.same, scores.different));
  TRY(report.strict, threshold_at_false_accepts(scores.same, scores.different, kStrictFalseAccepts));
  report.identification_share = identification_share(embeddings, trials);
  draw_interval(trials, options, report);
  return report;
}

}  // namespace timbre::eval
