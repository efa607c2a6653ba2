#include "asr/detail/graph.h"

#include <algorithm>
#include <tuple>

namespace timbre::asr::detail {
namespace {

/// In place of the number of an arc; a node has fewer arcs.
constexpr std::uint8_t kStayed = 255;

}  // namespace

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

std::pair<int, float> Graph::run(int start, int end, int first, int last, Back* back) const {
  const std::size_t count = nodes_.size();
  std::vector<float> before(count, kImpossible), now(count, kImpossible);
  const auto best_arc = [&](const Node& node, const std::vector<float>& scores, float& most, std::uint8_t& best) {
    for (std::size_t i = 0; i < node.in.size() && i < kStayed; ++i) {
      const float score = scores[static_cast<std::size_t>(node.in[i].from)] + node.in[i].score;
      if (score <= most) continue;
      most = score;
      best = static_cast<std::uint8_t>(i);
    }
  };
  const auto settle_joints = [&](std::vector<float>& scores, std::uint8_t* from) {
    for (std::size_t n = 0; n < count; ++n) {
      if (nodes_[n].scores != nullptr) continue;
      std::uint8_t best = kStayed;
      best_arc(nodes_[n], scores, scores[n], best);
      if (from != nullptr) from[n] = best;
    }
  };
  if (back != nullptr) back->assign(count * static_cast<std::size_t>(last - first + 1), kStayed);
  before[static_cast<std::size_t>(start)] = 0.0F;
  settle_joints(before, back != nullptr ? back->data() : nullptr);
  for (int t = first; t < last; ++t) {
    std::uint8_t* from = back != nullptr ? back->data() + static_cast<std::size_t>(t - first + 1) * count : nullptr;
    for (std::size_t n = 0; n < count; ++n) {
      const Node& node = nodes_[n];
      now[n] = kImpossible;
      if (node.scores == nullptr) continue;
      float most = before[n] + node.stay;
      std::uint8_t best = kStayed;
      best_arc(node, before, most, best);
      if (most > kImpossible / 2) now[n] = most + node.scores[t];
      if (from != nullptr) from[n] = best;
    }
    settle_joints(now, from);
    std::swap(before, now);
  }
  if (end == kAnywhere) end = static_cast<int>(std::max_element(before.begin(), before.end()) - before.begin());
  return {end, before[static_cast<std::size_t>(end)]};
}

float Graph::best_score(int start, int end, int first, int last) const {
  return run(start, end, first, last, nullptr).second;
}

Graph::Path Graph::best_path(int start, int end, int first, int last) const {
  Back back;
  Path path;
  int node = 0;
  std::tie(node, path.score) = run(start, end, first, last, &back);
  if (path.score <= kImpossible / 2) return path;
  path.nodes.resize(static_cast<std::size_t>(last - first));
  const std::size_t count = nodes_.size();
  for (int t = last; t > first;) {
    const Node& at = nodes_[static_cast<std::size_t>(node)];
    const std::uint8_t way = back[static_cast<std::size_t>(t - first) * count + static_cast<std::size_t>(node)];
    if (at.scores != nullptr) {
      path.nodes[static_cast<std::size_t>(t - 1 - first)] = node;
      --t;
    }
    if (way != kStayed) node = at.in[way].from;
  }
  return path;
}

}  // namespace timbre::asr::detail
