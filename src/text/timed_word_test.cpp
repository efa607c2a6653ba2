// Rung: exact.
#include "text/timed_word.h"

#include <gtest/gtest.h>

namespace timbre::text {
namespace {

TEST(Transcript, ConfidenceIsWeightedByDuration) {
  const Transcript transcript{{{"a", {0.0, 1.0}, 1.0}, {"b", {1.0, 4.0}, 0.2}}, "en", "test", 4.0};
  EXPECT_NEAR(transcript.confidence().value(), 0.4, 1e-12);
  EXPECT_EQ(transcript.text(), "a b");
}

TEST(Transcript, WithoutWordsHasNoConfidence) {
  EXPECT_FALSE(Transcript{}.confidence().has_value());
  EXPECT_EQ(Transcript{}.text(), "");
}

}  // namespace
}  // namespace timbre::text
