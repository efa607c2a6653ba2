#include "train/margin_softmax.h"

namespace timbre::train {
namespace F = torch::nn::functional;

namespace {
// Only their direction counts, but Adam's steps are as large as its rate whatever they are applied to: at a spread of 1
// a direction needs some 700 steps to turn, at this one 30.
constexpr double kFirstSpread = 0.04;

torch::Tensor unit(const torch::Tensor& rows) { return F::normalize(rows, F::NormalizeFuncOptions().p(2).dim(1)); }
}  // namespace

MarginSoftmaxImpl::MarginSoftmaxImpl(std::int64_t embedding_size, std::int64_t class_count)
    : directions(register_parameter("directions", torch::randn({class_count, embedding_size}) * kFirstSpread)) {}

torch::Tensor MarginSoftmaxImpl::cosines(const torch::Tensor& embeddings) {
  // A convolution whose "time" is the clips: Debian's LibTorch has no fast matrix product.
  const torch::Tensor clips = unit(embeddings).t().unsqueeze(0);
  return F::conv1d(clips, unit(directions).unsqueeze(2)).squeeze(0).t();
}

torch::Tensor MarginSoftmaxImpl::loss(const torch::Tensor& cosines, const torch::Tensor& labels, double margin,
                                      double scale) {
  const torch::Tensor at_label = torch::zeros_like(cosines).scatter_(1, labels.unsqueeze(1), margin);
  return F::cross_entropy(scale * (cosines - at_label), labels);
}

}  // namespace timbre::train
