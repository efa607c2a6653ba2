#include "studio/page_text.h"

#include <array>
#include <string>

#include "gtest/gtest.h"

namespace timbre::studio {
namespace {

TEST(PageText, JsonCannotLeaveItsElement) {
  const Json json = {{"</script>", "<!-- ]]> & \u2028 \u2029 \" ' \\ é"}};
  const std::string safe = script_json(json);
  EXPECT_EQ(safe.find_first_of("<>&"), std::string::npos);
  for (const char c : safe) EXPECT_TRUE(c >= 0x20 && c < 0x7F) << static_cast<int>(c);
  EXPECT_EQ(Json::parse(safe), json);
}

TEST(PageText, WhatIsNotUtf8StaysReadable) {
  const std::string safe = script_json({{"file", "a\xFFz.wav"}});
  EXPECT_EQ(Json::parse(safe)["file"], "a\uFFFDz.wav");
}

TEST(PageText, HtmlText) { EXPECT_EQ(html_text("<a href='\"&'>"), "&lt;a href=&#39;&quot;&amp;&#39;&gt;"); }

TEST(PageText, WhatIsFilledInIsNotSearchedAgain) {
  const std::array<Filling, 2> fillings{{{"a", "{{b}}"}, {"b", "B"}}};
  EXPECT_EQ(filled("{{a}} {{b}} {{c}} {{", fillings), "{{b}} B {{c}} {{");
}

// standard: the test vectors of RFC 4648, section 10.
TEST(PageText, Base64TestVectors) {
  const auto encoded = [](std::string_view text) {
    return base64({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  };
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg==");
  EXPECT_EQ(encoded("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace timbre::studio
