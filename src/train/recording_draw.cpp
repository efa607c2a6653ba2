#include "train/recording_draw.h"

#include <algorithm>

namespace timbre::train {

RecordingDraw::RecordingDraw(std::vector<double> shares)
    : shares_(std::move(shares)), of_corpus_(shares_.size()), frames_before_(shares_.size()) {}

void RecordingDraw::add(std::size_t corpus, std::size_t recording, std::size_t frame_count) {
  auto& before = frames_before_[corpus];
  of_corpus_[corpus].push_back(recording);
  before.push_back((before.empty() ? 0.0 : before.back()) + static_cast<double>(frame_count));
}

std::size_t RecordingDraw::draw(Random& random) const {
  double shares = 0.0;
  for (std::size_t c = 0; c < of_corpus_.size(); ++c) shares += of_corpus_[c].empty() ? 0.0 : shares_[c];
  double left = random.uniform() * shares;
  std::size_t corpus = 0;
  for (std::size_t c = 0; c < of_corpus_.size() && left >= 0.0; ++c) {
    if (of_corpus_[c].empty()) continue;
    corpus = c;
    left -= shares_[c];
  }
  const auto& before = frames_before_[corpus];
  const auto found = std::upper_bound(before.begin(), before.end(), random.uniform() * before.back());
  return of_corpus_[corpus][std::min(static_cast<std::size_t>(found - before.begin()), before.size() - 1)];
}

}  // namespace timbre::train
