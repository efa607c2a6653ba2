#pragma once
/// Additive-margin softmax (Wang et al. 2018): one direction per speaker; a clip must be nearer to its own speaker's
/// than to any other's by `margin` in cosine.

#include <cstdint>
#include <torch/nn.h>

namespace timbre::train {

class MarginSoftmaxImpl : public torch::nn::Module {
 public:
  MarginSoftmaxImpl(std::int64_t embedding_size, std::int64_t class_count);
  /// Cosines [clips, classes] of embeddings [clips, embedding_size].
  torch::Tensor cosines(const torch::Tensor& embeddings);
  /// Mean cross-entropy of scale·(cosine − margin at the right class). `labels` [clips], whole numbers.
  static torch::Tensor loss(const torch::Tensor& cosines, const torch::Tensor& labels, double margin, double scale);

  torch::Tensor directions;  // [classes, embedding_size]
};
TORCH_MODULE(MarginSoftmax);

}  // namespace timbre::train
