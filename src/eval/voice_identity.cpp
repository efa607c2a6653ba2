#include "eval/voice_identity.h"

#include <cmath>
#include <map>

#include "eval/cosine.h"

namespace timbre::eval {
namespace {

/// The unit vectors of a person's recordings, added up.
using Sums = std::map<std::string, std::vector<float>>;

std::vector<float> unit(std::span<const float> values) {
  double square = 0.0;
  for (const float v : values) square += static_cast<double>(v) * v;
  std::vector<float> out(values.begin(), values.end());
  const double scale = square > 0.0 ? 1.0 / std::sqrt(square) : 0.0;
  for (float& v : out) v = static_cast<float>(v * scale);
  return out;
}

Result<Sums> sums_of(std::span<const LabelledEmbedding> recordings) {
  Sums sums;
  for (const auto& recording : recordings) {
    const auto values = unit(recording.values);
    auto& sum = sums[recording.speaker];
    if (sum.empty()) sum.resize(values.size());
    if (sum.size() != values.size()) {
      return Error{ErrorKind::InvalidInput, "the recordings' embeddings differ in size; use one encoder for all"};
    }
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += values[k];
  }
  return sums;
}

/// Whether the clip is nearest to its own person. A person of whom nothing is left has no mean to be near to.
Result<bool> is_nearest_to_own(const LabelledEmbedding& clip, const Sums& sums, Clips kind) {
  auto own = sums.at(clip.speaker);
  if (kind == Clips::Recordings) {
    const auto values = unit(clip.values);
    double left = 0.0;
    for (std::size_t k = 0; k < own.size(); ++k) {
      own[k] -= values[k];
      left += std::abs(own[k]);
    }
    if (left < 1e-5) return false;
  }
  TRY(const double nearest, cosine_similarity(clip.values, own));
  for (const auto& [speaker, sum] : sums) {
    if (speaker == clip.speaker) continue;
    TRY(const double other, cosine_similarity(clip.values, sum));
    if (other >= nearest) return false;
  }
  return true;
}

Result<ClipIdentity> identify_one(const LabelledEmbedding& clip, std::size_t index,
                                  std::span<const LabelledEmbedding> recordings, const AcceptanceThreshold& threshold,
                                  Clips kind) {
  ClipIdentity found;
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    if (recordings[i].speaker != clip.speaker || (kind == Clips::Recordings && i == index)) continue;
    ++found.trials;
    if (clip.values.empty()) continue;
    TRY(const double cosine, cosine_similarity(clip.values, recordings[i].values));
    found.cosine_sum += cosine;
    found.accepted_by_cosine += cosine >= threshold.cosine ? 1 : 0;
    found.accepted += speaker::normalised(cosine, clip.place, recordings[i].place) >= threshold.likeness ? 1 : 0;
  }
  return found;
}

}  // namespace

Result<AcceptanceThreshold> acceptance_threshold(std::span<const LabelledEmbedding> recordings) {
  std::vector<LabelledEmbedding> bare(recordings.begin(), recordings.end());
  for (auto& one : bare) one.place = {};
  TRY(const PairScores likenesses, pair_scores(recordings));
  TRY(const PairScores cosines, pair_scores(bare));
  TRY(const auto by_likeness, equal_error_rate(likenesses.same, likenesses.different));
  TRY(const auto by_cosine, equal_error_rate(cosines.same, cosines.different));
  return AcceptanceThreshold{by_likeness.threshold, by_likeness.rate,       by_cosine.threshold,
                             by_cosine.rate,        likenesses.same.size(), likenesses.different.size()};
}

Result<std::vector<ClipIdentity>> identify(std::span<const LabelledEmbedding> clips,
                                           std::span<const LabelledEmbedding> recordings,
                                           const AcceptanceThreshold& threshold, Clips kind) {
  TRY(const Sums sums, sums_of(recordings));
  std::vector<ClipIdentity> all;
  for (std::size_t i = 0; i < clips.size(); ++i) {
    if (!sums.contains(clips[i].speaker)) {
      return Error{ErrorKind::InvalidInput, "there is no recording of speaker '" + clips[i].speaker +
                                                "' to hold a clip against; give at least one beside the reference"};
    }
    TRY(ClipIdentity found, identify_one(clips[i], i, recordings, threshold, kind));
    if (!clips[i].values.empty()) {
      TRY(found.is_identified, is_nearest_to_own(clips[i], sums, kind));
    }
    all.push_back(found);
  }
  return all;
}

IdentityShares identity_shares(std::span<const ClipIdentity> clips) {
  IdentityShares shares;
  double trials = 0.0;
  for (const auto& clip : clips) {
    trials += static_cast<double>(clip.trials);
    shares.accepted += static_cast<double>(clip.accepted);
    shares.accepted_by_cosine += static_cast<double>(clip.accepted_by_cosine);
    shares.mean_cosine += clip.cosine_sum;
    shares.identified += clip.is_identified ? 1.0 : 0.0;
  }
  if (trials == 0.0) return {};
  shares.accepted /= trials;
  shares.accepted_by_cosine /= trials;
  shares.mean_cosine /= trials;
  shares.identified /= static_cast<double>(clips.size());
  return shares;
}

}  // namespace timbre::eval
