// Rung: standard. The test cases of RFC 4231, sections 4.2, 4.3 and 4.7.
#include "base/hmac.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/encoding.h"

namespace timbre {
namespace {

std::string tag(const std::vector<std::uint8_t>& key, std::string_view message) {
  return to_hex(hmac_sha256(key, message));
}

TEST(Hmac, GivesTheTagsOfRfc4231) {
  EXPECT_EQ(tag(std::vector<std::uint8_t>(20, 0x0b), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(tag({'J', 'e', 'f', 'e'}, "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(tag(std::vector<std::uint8_t>(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, TakesAnEmptyKeyAndMessage) {
  EXPECT_EQ(tag({}, ""), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

}  // namespace
}  // namespace timbre
