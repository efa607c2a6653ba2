#include "asr/detail/graph.h"

#include <algorithm>

namespace timbre::asr::detail {

int Graph::add(const float* scores, float stay, int owner) {
  nodes_.push_back({scores, stay, owner, {}});
  return static_cast<int>(nodes_.size()) - 1;
}

Graph::Chain Graph::add_phone(const SenoneModel& model, FrameScores& scores, const PhoneModel& phone, int owner) {
  Chain chain;
  for (int s = 0; s < kStates; ++s) {
    const int node =
        add(scores.of(phone.senones[static_cast<std::size_t>(s)]), model.stay(phone.transitions, s), owner);
    if (s == 0) chain.first = node;
    if (s > 0) connect(node - 1, node, model.leave(phone.transitions, s - 1));
    chain.last = node;
  }
  chain.leave = model.leave(phone.transitions, kStates - 1);
  return chain;
}

float Graph::run(int start, int end, int first, int last, std::vector<int>* back) const {
  const std::size_t count = nodes_.size();
  std::vector<float> before(count, kImpossible), now(count, kImpossible);
  const auto settle_joints = [&](std::vector<float>& scores, int* from) {
    for (std::size_t n = 0; n < count; ++n) {
      if (nodes_[n].scores != nullptr) continue;
      for (const Arc& arc : nodes_[n].in) {
        const float score = scores[static_cast<std::size_t>(arc.from)] + arc.score;
        if (score > scores[n]) {
          scores[n] = score;
          if (from != nullptr) from[n] = arc.from;
        }
      }
    }
  };
  if (back != nullptr) back->assign(count * static_cast<std::size_t>(last - first + 1), -1);
  before[static_cast<std::size_t>(start)] = 0.0F;
  settle_joints(before, back != nullptr ? back->data() : nullptr);
  for (int t = first; t < last; ++t) {
    int* from = back != nullptr ? back->data() + static_cast<std::size_t>(t - first + 1) * count : nullptr;
    for (std::size_t n = 0; n < count; ++n) {
      const Node& node = nodes_[n];
      if (node.scores == nullptr) {
        now[n] = kImpossible;
        continue;
      }
      float most = before[n] + node.stay;
      int best = static_cast<int>(n);
      for (const Arc& arc : node.in) {
        const float score = before[static_cast<std::size_t>(arc.from)] + arc.score;
        if (score > most) {
          most = score;
          best = arc.from;
        }
      }
      now[n] = most <= kImpossible / 2 ? kImpossible : most + node.scores[t];
      if (from != nullptr) from[n] = best;
    }
    settle_joints(now, from);
    std::swap(before, now);
  }
  return before[static_cast<std::size_t>(end)];
}

float Graph::best_score(int start, int end, int first, int last) const { return run(start, end, first, last, nullptr); }

Graph::Path Graph::best_path(int start, int end, int first, int last) const {
  std::vector<int> back;
  Path path;
  path.score = run(start, end, first, last, &back);
  if (path.score <= kImpossible / 2) return path;
  path.nodes.resize(static_cast<std::size_t>(last - first));
  const std::size_t count = nodes_.size();
  int node = end;
  for (int t = last; t > first;) {
    const int from = back[static_cast<std::size_t>(t - first) * count + static_cast<std::size_t>(node)];
    if (nodes_[static_cast<std::size_t>(node)].scores != nullptr) {
      path.nodes[static_cast<std::size_t>(t - 1 - first)] = node;
      --t;
    }
    node = from;
  }
  return path;
}

}  // namespace timbre::asr::detail
