#include "base/result.h"

#include <memory>

#include "gtest/gtest.h"

namespace timbre {
namespace {

Result<int> parse(bool good) {
  if (good) return 7;
  return Error{ErrorKind::InvalidInput, "field x: not a number"};
}

Result<std::string> use(bool good) {
  TRY(const int value, parse(good));
  return std::to_string(value);
}

Result<void> check(bool good) {
  TRY_VOID(parse(good));
  return {};
}

TEST(Result, CarriesAValueThroughTry) {
  ASSERT_TRUE(use(true).ok());
  EXPECT_EQ(use(true).value(), "7");
  EXPECT_TRUE(check(true).ok());
}

TEST(Result, CarriesAnErrorThroughTry) {
  const auto result = use(false);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(result.error().message, "field x: not a number");
  EXPECT_FALSE(check(false).ok());
}

TEST(Result, HoldsMoveOnlyValues) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(3));
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 3);
}

TEST(Result, EveryKindHasItsOwnWord) {
  EXPECT_STREQ(to_string(ErrorKind::InvalidInput), "invalid_input");
  EXPECT_STREQ(to_string(ErrorKind::Unavailable), "unavailable");
  EXPECT_STREQ(to_string(ErrorKind::Internal), "internal");
}

}  // namespace
}  // namespace timbre
