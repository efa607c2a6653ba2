// Rung: exact. With the networks: tests/golden/networks_test.cpp and tests/e2e/networks_cli_test.py.
#include "measure/listening_meter.h"

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

Networks missing() {
  Networks networks;
  networks.dnsmos.why = "pull dnsmos";
  networks.gtcrn.why = "pull gtcrn";
  networks.swift_f0.why = "pull swiftf0";
  return networks;
}

TEST(ListeningMeter, WithoutNetworksEachPlaceSaysWhy) {
  ListeningMeter meter(16000);
  meter.push(std::vector<float>(1000, 0.1F));
  EXPECT_FALSE(meter.find_voice(missing()).has_value());
  const SecondOpinions opinions = meter.finish(missing(), true, {}, 1);
  EXPECT_FALSE(opinions.perceptual || opinions.denoiser || opinions.pitch);
  EXPECT_EQ(opinions.perceptual_why, "pull dnsmos");
  EXPECT_EQ(opinions.denoiser_why, "pull gtcrn");
  EXPECT_EQ(opinions.pitch_why, "pull swiftf0");
  EXPECT_EQ(opinions.voice_activity, "timbre");
}

TEST(ListeningMeter, WithoutSpeechThereIsNothingToSay) {
  ListeningMeter meter(8000);
  meter.push(std::vector<float>(1000, 0.1F));
  const SecondOpinions opinions = meter.finish(missing(), false, {}, 1);
  EXPECT_EQ(opinions.perceptual_why, "no speech was found");
  EXPECT_EQ(opinions.pitch_why, "no speech was found");
}

TEST(ListeningMeter, AnHourIsNotKept) {
  ListeningMeter meter(8000);
  const std::vector<float> minute(8000 * 60, 0.1F);
  for (int i = 0; i < 60; ++i) meter.push(minute);
  EXPECT_EQ(meter.kept_count(), 8000u * 120u);
}

}  // namespace
}  // namespace timbre::measure
