// Rung: definition (the loss written out).
#include "train/margin_softmax.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

TEST(MarginSoftmax, CosinesAndLossAreTheDefinition) {
  torch::manual_seed(3);
  MarginSoftmax head(5, 4);
  const torch::Tensor embeddings = torch::randn({3, 5});
  const torch::Tensor cosines = head->cosines(embeddings);
  const torch::Tensor labels = torch::tensor({2, 0, 3}, torch::kInt64);
  double expected = 0.0;
  for (int i = 0; i < 3; ++i) {
    std::vector<double> logits(4);
    for (int c = 0; c < 4; ++c) {
      const auto e = embeddings[i];
      const auto d = head->directions[c];
      const double cosine = e.dot(d).item<double>() / (e.norm().item<double>() * d.norm().item<double>());
      EXPECT_NEAR(cosines[i][c].item<double>(), cosine, 1e-5);
      logits[static_cast<std::size_t>(c)] = 30.0 * (cosine - (c == labels[i].item<int>() ? 0.2 : 0.0));
    }
    double sum = 0.0;
    for (const double logit : logits) sum += std::exp(logit);
    expected += (std::log(sum) - logits[static_cast<std::size_t>(labels[i].item<int>())]) / 3.0;
  }
  EXPECT_NEAR(MarginSoftmaxImpl::loss(cosines, labels, 0.2, 30.0).item<double>(), expected, 1e-3);
}

}  // namespace
}  // namespace timbre::train
