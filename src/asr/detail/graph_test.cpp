// Rung: definition. The best path is the best of all paths, counted out one by one on small random graphs.
#include "asr/detail/graph.h"

#include <algorithm>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::asr::detail {
namespace {

constexpr int kFrames = 6;

/// Joint 0, then nodes that take frames, then an end joint; every path of `kFrames` frames.
struct SmallGraph {
  Graph graph;
  std::vector<std::vector<float>> columns;
  int end = 0;

  explicit SmallGraph(SeededRandom& random) {
    constexpr int kNodes = 4;
    const int start = graph.add_joint();
    columns.resize(kNodes, std::vector<float>(kFrames));
    const auto score = [&random] { return static_cast<float>(-10.0 * random.uniform()); };
    for (auto& column : columns) {
      for (float& value : column) value = score();
      const int node = graph.add(column.data(), score(), 0);
      if (random.uniform() < 0.7) graph.connect(start, node, score());
      for (int other = 1; other < node; ++other)
        if (random.uniform() < 0.7) graph.connect(other, node, score());
    }
    graph.connect(3, 1, score());
    end = graph.add_joint();
    for (int node = 1; node <= kNodes; ++node)
      if (random.uniform() < 0.5) graph.connect(node, end, score());
  }

  /// The best score of being in `node` behind frame `frame`.
  [[nodiscard]] float best_at(int node, int frame) const {
    if (node == 0) return frame < 0 ? 0.0F : kImpossible;
    const auto& at = graph.nodes()[static_cast<std::size_t>(node)];
    if (at.scores != nullptr && frame < 0) return kImpossible;
    const int before = at.scores != nullptr ? frame - 1 : frame;
    float best = at.scores != nullptr ? best_at(node, before) + at.stay : kImpossible;
    for (const auto& arc : at.in) best = std::max(best, best_at(arc.from, before) + arc.score);
    return best <= kImpossible / 2 ? kImpossible : best + (at.scores != nullptr ? at.scores[frame] : 0.0F);
  }
};

TEST(Graph, TheBestPathIsTheBestOfAll) {
  SeededRandom random(11);
  int ways = 0;
  for (int trial = 0; trial < 50; ++trial) {
    const SmallGraph small(random);
    const float best = small.best_at(small.end, kFrames - 1);
    const auto path = small.graph.best_path(0, small.end, 0, kFrames);
    if (best <= kImpossible / 2) {
      EXPECT_LE(path.score, kImpossible / 2) << trial;
      continue;
    }
    ++ways;
    EXPECT_NEAR(path.score, best, 1e-3) << trial;
    ASSERT_EQ(path.nodes.size(), static_cast<std::size_t>(kFrames));
  }
  EXPECT_GT(ways, 20);
}

/// The only way to the end lies far under the best, in a part of the graph of its own.
TEST(Graph, AnEndOutOfSightIsReachedAllTheSame) {
  const std::vector<float> good(100, 0.0F), bad(100, -50.0F);
  Graph graph;
  const int start = graph.add_joint();
  graph.connect(start, graph.add(good.data(), 0.0F, 0));
  for (int i = 0; i < 200; ++i) graph.add(good.data(), 0.0F, 0);
  const int far = graph.add(bad.data(), 0.0F, 1);
  graph.connect(start, far);
  const auto path = graph.best_path(start, far, 0, 100);
  EXPECT_FLOAT_EQ(path.score, -5000.0F);
  EXPECT_EQ(path.nodes, std::vector<int>(100, far));
}

TEST(Graph, StopsWhenTold) {
  const std::vector<float> scores(100, 0.0F);
  Graph graph;
  const int start = graph.add_joint();
  const int node = graph.add(scores.data(), 0.0F, 0);
  graph.connect(start, node);
  const CancelToken cancel;
  cancel.cancel();
  EXPECT_TRUE(graph.best_path(start, node, 0, 100, cancel).was_stopped);
  EXPECT_FALSE(graph.best_path(start, node, 0, 100).was_stopped);
}

}  // namespace
}  // namespace timbre::asr::detail
