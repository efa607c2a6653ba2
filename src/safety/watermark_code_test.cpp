// Rung: standard (the check sum's published check value), exact and property.

#include "safety/watermark_code.h"

#include <bit>
#include <cmath>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::safety {
namespace {

std::array<float, kCodedBits> soft_of(std::uint32_t payload, double noise, Random& random) {
  const CodedSigns signs = encode_payload(payload);
  std::array<float, kCodedBits> soft{};
  for (std::size_t i = 0; i < soft.size(); ++i) soft[i] = static_cast<float>(signs[i] + noise * random.normal());
  return soft;
}

TEST(WatermarkCode, CheckSumHasItsPublishedCheckValue) {
  constexpr std::array<std::uint8_t, 9> kDigits = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
  EXPECT_EQ(crc16(kDigits), 0x29B1);
  EXPECT_EQ(crc16({}), 0xFFFF);
}

TEST(WatermarkCode, EveryPayloadComesBackWithoutNoise) {
  SeededRandom random(1);
  for (const std::uint32_t payload : {0U, 1U, 0xFFFFFFFFU, 0x80000000U, 0xDEADBEEFU}) {
    EXPECT_EQ(decode_payload(soft_of(payload, 0.0, random)), payload);
  }
}

TEST(WatermarkCode, AnyScaleIsTheSame) {
  SeededRandom random(2);
  auto soft = soft_of(12345, 1.0, random);
  for (auto& value : soft) value *= 1e-6F;
  EXPECT_EQ(decode_payload(soft), 12345U);
}

// Six coded bits a bit, each of energy 1: twice the noise's density 2 sigma^2 a bit, that is 3 dB, is sigma^2 = 1.5.
TEST(WatermarkCode, PayloadsComeBackThroughNoise) {
  SeededRandom random(3);
  const double noise = std::sqrt(1.5);
  int right = 0;
  for (int trial = 0; trial < 40; ++trial) {
    const auto payload = static_cast<std::uint32_t>(random.next());
    const auto decoded = decode_payload(soft_of(payload, noise, random));
    if (decoded == payload) ++right;
    EXPECT_TRUE(!decoded || *decoded == payload) << "a wrong payload passed the check";
  }
  EXPECT_GE(right, 38);
}

TEST(WatermarkCode, AThirdOfTheCircleMayBeMissing) {
  SeededRandom random(4);
  auto soft = soft_of(0xC0FFEE00, 0.3, random);
  for (std::size_t i = 0; i < soft.size(); i += 3) soft[i] = 0.0F;
  EXPECT_EQ(decode_payload(soft), 0xC0FFEE00U);
}

TEST(WatermarkCode, NoiseAloneHasNoPayload) {
  SeededRandom random(5);
  int passed = 0;
  for (int trial = 0; trial < 60; ++trial) {
    std::array<float, kCodedBits> soft{};
    for (auto& value : soft) value = static_cast<float>(random.normal());
    if (decode_payload(soft)) ++passed;
  }
  EXPECT_LE(passed, 1);
}

// Payloads one bit apart differ in many coded bits: what the code is for.
TEST(WatermarkCode, NeighboursAreFarApart) {
  const CodedSigns zero = encode_payload(0);
  for (int bit = 0; bit < 32; ++bit) {
    const CodedSigns other = encode_payload(1U << bit);
    int distance = 0;
    for (std::size_t i = 0; i < kCodedBits; ++i) distance += zero[i] != other[i] ? 1 : 0;
    EXPECT_GE(distance, 60) << "bit " << bit;
  }
}

}  // namespace
}  // namespace timbre::safety
