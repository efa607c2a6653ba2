#include "asr/detail/graph.h"

#include <algorithm>

namespace timbre::asr::detail {
namespace {

/// In place of the number of an arc; a node has fewer arcs.
constexpr std::uint8_t kStayed = 255;
constexpr std::size_t kBlock = 64;
constexpr float kBeam = 300.0F;
constexpr int kCancelFrames = 64;

/// One run through the frames, block of nodes by block: what no block within the beam leads to is left aside.
class Search {
 public:
  Search(const std::vector<Graph::Node>& nodes, float beam)
      : nodes_(nodes), beam_(beam), blocks_((nodes.size() + kBlock - 1) / kBlock) {
    for (State* state : {&before_, &now_}) {
      state->scores.assign(blocks_ * kBlock, kImpossible);
      state->peaks.assign(blocks_, kImpossible);
    }
    sources_.resize(blocks_);
    joints_.resize(blocks_);
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      auto& sources = sources_[n / kBlock];
      if (nodes[n].scores == nullptr) joints_[n / kBlock].push_back(n);
      for (const Graph::Arc& arc : nodes[n].in) sources.push_back(static_cast<std::size_t>(arc.from) / kBlock);
    }
    for (std::size_t b = 0; b < blocks_; ++b) {
      auto& sources = sources_[b];
      sources.push_back(b);
      std::sort(sources.begin(), sources.end());
      sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    }
  }

  void begin(int start) {
    begin_frame();
    set(now_, static_cast<std::size_t>(start), 0.0F);
    settle_joints();
    std::swap(before_, now_);
  }

  void step(int t) {
    begin_frame();
    for (std::size_t b = 0; b < blocks_; ++b) {
      if (now_.peaks[b] > kImpossible) clear(b);
      if (is_reached(b, before_)) step_block(b, t);
    }
    settle_joints();
    std::swap(before_, now_);
  }

  [[nodiscard]] float score(std::size_t node) const { return before_.scores[node]; }
  [[nodiscard]] int best() const {
    return static_cast<int>(std::max_element(before_.scores.begin(), before_.scores.end()) - before_.scores.begin());
  }
  /// How `node` was reached at the end of step `step`, from 0 for the start.
  [[nodiscard]] std::uint8_t way(std::size_t step, std::size_t node) const {
    const std::int64_t at = places_[step * blocks_ + node / kBlock];
    return at < 0 ? kStayed : ways_[static_cast<std::size_t>(at) * kBlock + node % kBlock];
  }

 private:
  struct State {
    std::vector<float> scores;
    std::vector<float> peaks;  ///< of each block
    float peak = kImpossible;
  };

  void begin_frame() {
    places_.resize(places_.size() + blocks_, -1);
    now_.peak = kImpossible;
  }

  void clear(std::size_t block) {
    std::fill_n(now_.scores.begin() + static_cast<std::ptrdiff_t>(block * kBlock), kBlock, kImpossible);
    now_.peaks[block] = kImpossible;
  }

  void set(State& state, std::size_t node, float score) {
    state.scores[node] = score;
    state.peaks[node / kBlock] = std::max(state.peaks[node / kBlock], score);
    state.peak = std::max(state.peak, score);
  }

  [[nodiscard]] bool is_reached(std::size_t block, const State& from) const {
    const float least = std::max(from.peak - beam_, kImpossible / 2);
    return std::any_of(sources_[block].begin(), sources_[block].end(),
                       [&](std::size_t source) { return from.peaks[source] > least; });
  }

  /// Room to say how the nodes of a block were reached in this step.
  std::uint8_t* ways_of(std::size_t block) {
    std::int32_t& place = places_[places_.size() - blocks_ + block];
    if (place < 0) {
      place = static_cast<std::int32_t>(ways_.size() / kBlock);
      ways_.resize(ways_.size() + kBlock, kStayed);
    }
    return ways_.data() + static_cast<std::size_t>(place) * kBlock;
  }

  static void best_arc(const Graph::Node& node, const std::vector<float>& scores, float& most, std::uint8_t& way) {
    for (std::size_t i = 0; i < node.in.size() && i < kStayed; ++i) {
      const float score = scores[static_cast<std::size_t>(node.in[i].from)] + node.in[i].score;
      if (score <= most) continue;
      most = score;
      way = static_cast<std::uint8_t>(i);
    }
  }

  void step_block(std::size_t block, int t) {
    std::uint8_t* ways = ways_of(block);
    const std::size_t end = std::min(nodes_.size(), (block + 1) * kBlock);
    for (std::size_t n = block * kBlock; n < end; ++n) {
      const Graph::Node& node = nodes_[n];
      if (node.scores == nullptr) continue;
      float most = before_.scores[n] + node.stay;
      best_arc(node, before_.scores, most, ways[n % kBlock]);
      if (most > kImpossible / 2) set(now_, n, most + node.scores[t]);
    }
  }

  void settle_joints() {
    for (std::size_t b = 0; b < blocks_; ++b) {
      if (joints_[b].empty() || !is_reached(b, now_)) continue;
      std::uint8_t* ways = ways_of(b);
      for (const std::size_t n : joints_[b]) {
        float most = now_.scores[n];
        best_arc(nodes_[n], now_.scores, most, ways[n % kBlock]);
        if (most > kImpossible / 2) set(now_, n, most);
      }
    }
  }

  const std::vector<Graph::Node>& nodes_;
  float beam_;
  std::size_t blocks_;
  State before_, now_;
  std::vector<std::vector<std::size_t>> sources_;  ///< blocks that lead to a block, itself among them
  std::vector<std::vector<std::size_t>> joints_;   ///< nodes without frames, of each block
  std::vector<std::int32_t> places_;               ///< [step][block]: which block of ways_; −1 none
  std::vector<std::uint8_t> ways_;                 ///< [place][node of the block]
};

Graph::Path path_within(const std::vector<Graph::Node>& nodes, float beam, int start, int end, int first, int last,
                        const CancelToken& cancel) {
  Search search(nodes, beam);
  Graph::Path path;
  search.begin(start);
  for (int t = first; t < last; ++t) {
    path.was_stopped = t % kCancelFrames == 0 && cancel.is_cancelled();
    if (path.was_stopped) return path;
    search.step(t);
  }
  int node = end == Graph::kAnywhere ? search.best() : end;
  path.score = search.score(static_cast<std::size_t>(node));
  if (path.score <= kImpossible / 2) return path;
  path.nodes.resize(static_cast<std::size_t>(last - first));
  for (int t = last; t > first;) {
    const Graph::Node& at = nodes[static_cast<std::size_t>(node)];
    const std::uint8_t way = search.way(static_cast<std::size_t>(t - first), static_cast<std::size_t>(node));
    if (at.scores != nullptr) {
      path.nodes[static_cast<std::size_t>(t - 1 - first)] = node;
      --t;
    }
    if (way != kStayed) node = at.in[way].from;
  }
  return path;
}

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

Graph::Path Graph::best_path(int start, int end, int first, int last, const CancelToken& cancel) const {
  const Path path = path_within(nodes_, kBeam, start, end, first, last, cancel);
  if (path.was_stopped || path.score > kImpossible / 2) return path;
  return path_within(nodes_, -2.0F * kImpossible, start, end, first, last, cancel);
}

}  // namespace timbre::asr::detail
