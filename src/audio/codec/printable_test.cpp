#include "audio/codec/printable.h"

#include "gtest/gtest.h"

namespace timbre::audio {
namespace {

TEST(Printable, KeepsGoodTextAndEscapesTheRest) {
  EXPECT_EQ(printable("Grüße, 世界 🎤 'x' \"y\".wav"), "Grüße, 世界 🎤 'x' \"y\".wav");
  EXPECT_EQ(printable("a\nb\tc\x1B[31m\x7F"), "a\\nb\\x09c\\x1b[31m\\x7f");
  EXPECT_EQ(printable("\xC2\x9B"), "\\xc2\\x9b") << "a C1 control steers a terminal as ESC [ does";
  EXPECT_EQ(printable("\xFF\xC3"), "\\xff\\xc3");
  EXPECT_EQ(printable("\xC0\xAF"), "\\xc0\\xaf") << "overlong";
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\xed\\xa0\\x80") << "a surrogate";
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond U+10FFFF";
  EXPECT_EQ(printable(""), "");
}

}  // namespace
}  // namespace timbre::audio
