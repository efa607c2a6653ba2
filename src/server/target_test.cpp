// Rung: standard (RFC 9112 section 3.2, RFC 3986 section 2.1), and the ways by which others were tricked into paths.
#include "server/target.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::server {
namespace {

TEST(Target, IsTakenApart) {
  const Target target = parse_target("/api/v1/takes/a%20b?q=x+y%2B&empty=&flag&q=last").value();
  EXPECT_EQ(target.path, (std::vector<std::string>{"api", "v1", "takes", "a b"}));
  EXPECT_EQ(target.query.at("q"), "last");
  EXPECT_EQ(target.query.at("empty"), "");
  EXPECT_EQ(target.query.at("flag"), "");
  EXPECT_TRUE(parse_target("/").value().path.empty());
  EXPECT_EQ(parse_target("/a/").value().path, std::vector<std::string>{"a"});
  EXPECT_EQ(parse_target("/%C3%A4").value().path, std::vector<std::string>{"ä"});
}

TEST(Target, NoWayLeadsOutOfTheTable) {
  for (const std::string_view bad : {"",
                                     "a",
                                     "*",
                                     "http://evil.example/",
                                     "//evil.example/x",
                                     "/../x",
                                     "/a/../b",
                                     "/a/./b",
                                     "/..",
                                     "/%2e%2e/x",
                                     "/..%2fx",
                                     "/%2e%2e%2fx",
                                     "/%252e%252e/x",
                                     "/a%5c..%5cb",
                                     "/\\foo",
                                     "/a%00b",
                                     "/a%0d%0ab",
                                     "/a%7f",
                                     "/a%",
                                     "/a%2",
                                     "/a%zz",
                                     "/%c0%ae%c0%ae/x",
                                     "/%ff",
                                     "/a//b",
                                     "/%ed%a0%80",
                                     "/x?q=%00",
                                     "/x?%ff=1"}) {
    EXPECT_FALSE(parse_target(bad).ok()) << bad;
  }
  EXPECT_FALSE(parse_target("/" + std::string(kMaxTargetBytes, 'a')).ok());
  EXPECT_TRUE(parse_target("/" + std::string(kMaxTargetBytes - 1, 'a')).ok());
}

TEST(Target, TheMessageDoesNotRepeatTheInput) {
  EXPECT_EQ(parse_target("/a%00<script>").error().message.find("script"), std::string::npos);
}

// Property: whatever comes, what is let through holds no way to a file.
TEST(Target, RandomTextNeverBecomesAStepOnTheDisk) {
  using namespace std::string_view_literals;
  constexpr std::string_view kAlphabet = "/.%25cefF\\?&=+#:ab\x00\x01\x7f\xc0\xff "sv;
  SeededRandom random(11);
  int passed = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text = "/";
    const std::size_t size = random.next() % 24;
    for (std::size_t i = 0; i < size; ++i) text += kAlphabet[random.next() % kAlphabet.size()];
    const auto target = parse_target(text);
    if (!target.ok()) continue;
    ++passed;
    for (const std::string& segment : target->path) {
      EXPECT_TRUE(segment != "." && segment != ".." && !segment.empty()) << text;
      EXPECT_EQ(segment.find_first_of(std::string_view("/\\%\0\r\n", 6)), std::string::npos) << text;
    }
    for (const auto& [name, value] : target->query) {
      EXPECT_EQ((name + value).find_first_of(std::string_view("\0\r\n", 3)), std::string::npos) << text;
    }
  }
  EXPECT_GT(passed, 500);
}

}  // namespace
}  // namespace timbre::server
