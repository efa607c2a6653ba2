// Rung: exact, and property over random bytes.
#include "studio/safe_name.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/utf8.h"

namespace timbre::studio {
namespace {

TEST(SafeName, KeepsWhatIsHarmless) {
  EXPECT_EQ(safe_name("Take of 21 November, 14-03"), "Take of 21 November, 14-03");
  EXPECT_EQ(safe_name("Żółw 日本 🎙"), "Żółw 日本 🎙");
}

TEST(SafeName, NothingThatAPathMeans) {
  EXPECT_EQ(safe_name("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(safe_name("C:\\x"), "C--x");
  EXPECT_EQ(safe_name("14:03"), "14-03");
  EXPECT_EQ(safe_name(" .hidden. "), "hidden");
  EXPECT_EQ(safe_name("-rf"), "rf");
  EXPECT_EQ(safe_name("a\nb\x7f"), "a-b-");
  EXPECT_EQ(safe_name("invoice\u202Efdp.exe"), "invoice-fdp.exe");
  EXPECT_EQ(safe_name("...///"), "take");
  EXPECT_EQ(safe_name(""), "take");
  for (const char* name : {"CON", "nul.txt", "Com1", "LPT9.wav"})
    EXPECT_EQ(safe_name(name), std::string("take ") + name);
}

TEST(SafeName, IsShortAndStaysUtf8) {
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "日";
  EXPECT_EQ(safe_name(wide).size(), 78U);
  SeededRandom random(11);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    for (int n = 0; n < 24; ++n) bytes.push_back(static_cast<char>(random.next() & 0xFF));
    const std::string name = safe_name(bytes);
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(valid_utf8(name), name);
    EXPECT_EQ(name.find_first_of("/\\:*?\"<>|\n"), std::string::npos);
    EXPECT_NE(name.front(), '.');
  }
}

TEST(SafeName, EachIsThereOnceAlsoWhereCaseDoesNotCount) {
  std::set<std::string> used;
  EXPECT_EQ(unique_safe_name("Take", used), "Take");
  EXPECT_EQ(unique_safe_name("take", used), "take (2)");
  EXPECT_EQ(unique_safe_name("TAKE", used), "TAKE (3)");
  EXPECT_EQ(unique_safe_name("take (2)", used), "take (2) (2)");
}

}  // namespace
}  // namespace timbre::studio
