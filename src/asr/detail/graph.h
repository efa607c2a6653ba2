#pragma once
/// A graph of hidden Markov states and the best path through it (Viterbi). Nodes with a senone take one frame each; the
/// others take none and connect. Scores are natural logs.

#include <cstdint>
#include <vector>

#include "asr/detail/senones.h"
#include "base/cancel.h"

namespace timbre::asr::detail {

inline constexpr float kImpossible = -1e30F;

class Graph {
 public:
  struct Arc {
    int from = 0;
    float score = 0.0F;
  };
  struct Node {
    const float* scores = nullptr;  ///< per frame; none for a node that takes no frame
    float stay = kImpossible;       ///< for staying a frame longer
    int owner = -1;                 ///< what the caller calls it
    std::vector<Arc> in;
  };

  /// Nodes without frames must be added in an order in which arcs among them go forward.
  int add(const float* scores, float stay, int owner);
  int add_joint(int owner = -1) { return add(nullptr, kImpossible, owner); }
  void connect(int from, int to, float score = 0.0F) {
    nodes_[static_cast<std::size_t>(to)].in.push_back({from, score});
  }
  /// Three states of a phone behind `from`; the last one, with its way out already taken into account by `leave_score`.
  struct Chain {
    int first = 0, last = 0;
    float leave = 0.0F;
  };
  Chain add_phone(const SenoneModel& model, FrameScores& scores, const PhoneModel& phone, int owner);

  /// Other scores for a node than its senone's own.
  void use(int node, const float* scores) { nodes_[static_cast<std::size_t>(node)].scores = scores; }

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

  struct Path {
    float score = kImpossible;
    std::vector<int> nodes;  ///< one for each frame
    bool was_stopped = false;
  };
  /// From `start` before frame `first` to `end` behind frame `last` − 1, or with kAnywhere to the node that is best
  /// there; score kImpossible when there is no way. Parts of the graph that lie more than 300 under the best are left
  /// aside, unless the end can only be reached through them. `cancel` is looked for every 64 frames.
  static constexpr int kAnywhere = -1;
  [[nodiscard]] Path best_path(int start, int end, int first, int last, const CancelToken& cancel = {}) const;

 private:
  std::vector<Node> nodes_;
};

}  // namespace timbre::asr::detail
