// Rung: exact.
#include "cli/interrupt.h"

#include <csignal>
#include <gtest/gtest.h>

namespace timbre::cli {
namespace {

TEST(Interrupt, TheFirstSignalCancelsAndTheSecondIsLeftToTheSystem) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const CancelToken token;
    cancel_on_interrupt(token);
    EXPECT_FALSE(token.is_cancelled());
    ASSERT_EQ(std::raise(signal), 0);
    EXPECT_TRUE(token.is_cancelled());
    struct sigaction now {};
    ASSERT_EQ(::sigaction(signal, nullptr, &now), 0);
    EXPECT_EQ(now.sa_handler, SIG_DFL);
  }
}

TEST(Interrupt, ALaterTokenReplacesTheEarlierOne) {
  const CancelToken earlier;
  const CancelToken later;
  cancel_on_interrupt(earlier);
  cancel_on_interrupt(later);
  ASSERT_EQ(std::raise(SIGINT), 0);
  EXPECT_TRUE(later.is_cancelled());
  EXPECT_FALSE(earlier.is_cancelled());
}

}  // namespace
}  // namespace timbre::cli
