// Rung: standard (RFC 4648 section 10, its own test vectors) and property.
#include "base/encoding.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre {
namespace {

std::vector<std::uint8_t> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

TEST(Encoding, GivesTheStandardsExamples) {
  const std::pair<const char*, const char*> base64[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : base64) {
    EXPECT_EQ(to_base64(bytes_of(plain)), encoded);
    EXPECT_EQ(from_base64(encoded), bytes_of(plain));
  }
  EXPECT_EQ(to_hex(bytes_of("foobar")), "666f6f626172");
  EXPECT_EQ(from_hex("666f6f626172"), bytes_of("foobar"));
}

TEST(Encoding, RefusesEverythingElse) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zh==", "Zg==Zg==", "Zm9=", "=AAA", "====", "Zm9 ", "Zm9-"}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
  for (const char* text : {"6", "6G", "AB", "0x", " 6"}) EXPECT_FALSE(from_hex(text)) << text;
}

TEST(Encoding, AnyBytesComeBack) {
  SeededRandom random(11);
  for (std::size_t size = 0; size < 100; ++size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
    EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  }
}

}  // namespace
}  // namespace timbre
