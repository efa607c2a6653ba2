// Rung: exact.
#include "nn/detail/tensor_fit.h"

#include <limits>

#include "gtest/gtest.h"

namespace timbre::nn::detail {
namespace {

const std::vector<TensorPlace> kPlaces{{"x", TensorType::Float, {-1, 3}}, {"n", TensorType::Whole, {1}}};

Tensor floats(std::vector<std::int64_t> shape, std::size_t count) {
  return {std::move(shape), std::vector<float>(count)};
}
const NamedTensor kX{"x", floats({2, 3}, 6)};
const NamedTensor kN{"n", {{1}, std::vector<std::int64_t>{7}}};

std::string refusal(std::vector<NamedTensor> given) {
  const auto fitted = fit(given, kPlaces, "'net'");
  if (fitted.ok()) return "";
  EXPECT_EQ(fitted.error().kind, ErrorKind::InvalidInput);
  return fitted.error().message;
}

TEST(TensorFit, FindsThemInAnyOrder) {
  const std::vector<NamedTensor> given{kN, kX};
  const auto fitted = fit(given, kPlaces, "'net'");
  ASSERT_TRUE(fitted.ok()) << fitted.error().message;
  EXPECT_EQ(*fitted, (std::vector<std::size_t>{1, 0}));
}

TEST(TensorFit, SaysWhatIsWrong) {
  EXPECT_EQ(refusal({kX}), "the input 'n' of 'net' is missing");
  EXPECT_EQ(refusal({kX, kN, kX}), "the input 'x' of 'net' is given twice");
  EXPECT_EQ(refusal({kX, kN, {"z", floats({1}, 1)}}), "'net' has no input 'z'");
  EXPECT_EQ(refusal({{"x", floats({2, 4}, 8)}, kN}), "the input 'x' of 'net' must be of shape [any, 3]; it is [2, 4]");
  EXPECT_EQ(refusal({{"x", floats({6}, 6)}, kN}), "the input 'x' of 'net' must be of shape [any, 3]; it is [6]");
  EXPECT_EQ(refusal({{"x", floats({2, 3}, 5)}, kN}),
            "the input 'x' of 'net' must be as many numbers as its shape [2, 3] says; it is 5");
  EXPECT_EQ(refusal({kX, {"n", floats({1}, 1)}}),
            "the input 'n' of 'net' must be 64-bit whole numbers; it is 32-bit floating numbers");
}

TEST(TensorFit, NoShapeOverflows) {
  constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
  const std::vector<TensorPlace> any{{"x", TensorType::Float, {-1, -1, -1}}};
  const auto fits_any = [&](std::vector<std::int64_t> shape, std::size_t count) {
    const std::vector<NamedTensor> given{{"x", floats(std::move(shape), count)}};
    return fit(given, any, "'net'").ok();
  };
  EXPECT_FALSE(fits_any({kHuge, kHuge, 4}, 4));
  EXPECT_FALSE(fits_any({-1, 1, 1}, 1));
  EXPECT_TRUE(fits_any({0, kHuge, 1}, 0));
  EXPECT_TRUE(fits_any({1, 1, 4}, 4));
}

}  // namespace
}  // namespace timbre::nn::detail
