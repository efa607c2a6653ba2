#include "cli/ordered_output.h"

#include <sstream>

#include "gtest/gtest.h"

namespace timbre::cli {
namespace {

TEST(OrderedOutput, WaitsForWhatComesBefore) {
  std::ostringstream out;
  OrderedOutput output(out);
  output.put(1, "b");
  EXPECT_EQ(out.str(), "");
  output.put(0, "a");
  EXPECT_EQ(out.str(), "ab");
  output.put(2, "c");
  EXPECT_EQ(out.str(), "abc");
}

}  // namespace
}  // namespace timbre::cli
