// Standard: AES-256-GCM against the vectors of its authors. Exact: what is sealed comes back, and nothing else opens.
#include "base/sealed_box.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/encoding.h"

namespace timbre {
namespace {

std::string bytes(std::string_view hex) {
  const auto decoded = from_hex(hex).value();
  return {decoded.begin(), decoded.end()};
}

template <typename Array>
Array array_of(std::string_view hex) {
  Array out{};
  const auto decoded = from_hex(hex).value();
  std::copy(decoded.begin(), decoded.end(), out.begin());
  return out;
}

SealKey key_of(std::string_view hex) { return {array_of<std::array<std::uint8_t, 32>>(hex)}; }

struct Vector {
  const char* key;
  const char* nonce;
  const char* label;
  const char* plain;
  const char* cipher;
  const char* tag;
};

// McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test cases 13, 14 and 16.
constexpr Vector kVectors[] = {
    {"0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "",
     "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
    {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
     "ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a"
     "bcc9f662",
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

TEST(SealedBox, GivesThePublishedBytes) {
  for (const Vector& vector : kVectors) {
    const auto sealed = seal_with_nonce(key_of(vector.key), array_of<SealNonce>(vector.nonce), bytes(vector.label),
                                        bytes(vector.plain));
    ASSERT_TRUE(sealed.ok());
    EXPECT_EQ(*sealed, bytes(std::string(vector.nonce) + vector.cipher + vector.tag));
    EXPECT_EQ(open_sealed(key_of(vector.key), bytes(vector.label), *sealed).value(), bytes(vector.plain));
  }
}

TEST(SealedBox, WhatGoesInComesOut) {
  SeededRandom random(3);
  const SealKey key{{1, 2, 3}};
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 1000U, 100'000U}) {
    std::string plain(size, '\0');
    for (char& c : plain) c = static_cast<char>(random.next() & 255U);
    const auto sealed = seal(key, "a label", plain, random);
    ASSERT_TRUE(sealed.ok());
    EXPECT_EQ(sealed->size(), size + kSealNonceBytes + kSealTagBytes);
    EXPECT_EQ(open_sealed(key, "a label", *sealed).value(), plain);
  }
}

TEST(SealedBox, NoTwoAreAlike) {
  SeededRandom random(4);
  EXPECT_NE(seal({}, "", "the same", random).value(), seal({}, "", "the same", random).value());
}

TEST(SealedBox, OneFlippedBitAnywhereRefuses) {
  SeededRandom random(5);
  const SealKey key{{9}};
  const std::string sealed = seal(key, "label", "some bytes to keep", random).value();
  for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1U << (bit % 8)));
    const auto opened = open_sealed(key, "label", changed);
    ASSERT_FALSE(opened.ok()) << bit;
    EXPECT_EQ(opened.error().kind, ErrorKind::Corrupt);
  }
}

TEST(SealedBox, AnotherKeyLabelOrLengthRefuses) {
  SeededRandom random(6);
  const SealKey key{{9}};
  const std::string sealed = seal(key, "label", "some bytes to keep", random).value();
  for (std::size_t bit = 0; bit < 256; ++bit) {
    SealKey other = key;
    other.bytes[bit / 8] = static_cast<std::uint8_t>(other.bytes[bit / 8] ^ (1U << (bit % 8)));
    EXPECT_FALSE(open_sealed(other, "label", sealed).ok());
  }
  EXPECT_FALSE(open_sealed(key, "Label", sealed).ok());
  EXPECT_FALSE(open_sealed(key, "", sealed).ok());
  EXPECT_FALSE(open_sealed(key, "label", sealed + "x").ok());
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(open_sealed(key, "label", std::string_view(sealed).substr(0, size)).ok());
  }
}

}  // namespace
}  // namespace timbre
