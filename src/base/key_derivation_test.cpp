// Rung: standard. RFC 5869 appendix A, test cases 1 to 3.

#include "base/key_derivation.h"

#include "gtest/gtest.h"

namespace timbre {
namespace {

std::string hex(const std::vector<std::uint8_t>& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::vector<std::uint8_t> run_of(int first, int last) {
  std::vector<std::uint8_t> bytes;
  for (int i = first; i <= last; ++i) bytes.push_back(static_cast<std::uint8_t>(i));
  return bytes;
}

std::string text_of(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

TEST(KeyDerivation, CaseOne) {
  const std::vector<std::uint8_t> secret(22, 0x0b);
  EXPECT_EQ(hex(derive_key(secret, run_of(0x00, 0x0c), text_of(run_of(0xf0, 0xf9)), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}

TEST(KeyDerivation, CaseTwoIsLonger) {
  EXPECT_EQ(hex(derive_key(run_of(0x00, 0x4f), run_of(0x60, 0xaf), text_of(run_of(0xb0, 0xff)), 82)),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600"
            "c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
}

TEST(KeyDerivation, CaseThreeHasNoSaltAndNoLabel) {
  const std::vector<std::uint8_t> secret(22, 0x0b);
  EXPECT_EQ(hex(derive_key(secret, {}, "", 42)),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(KeyDerivation, LabelsTellSecretsApartAndTheLengthIsBounded) {
  const std::vector<std::uint8_t> secret(32, 7);
  EXPECT_NE(derive_key(secret, {}, "a", 32), derive_key(secret, {}, "b", 32));
  EXPECT_EQ(derive_key(secret, {}, "a", 1'000'000).size(), kMaxDerivedBytes);
  EXPECT_TRUE(derive_key(secret, {}, "a", 0).empty());
}

}  // namespace
}  // namespace timbre
