// Rungs: definition (what the networks are asked and what is made of it, against linear ones written here), property
// (files that are not the card's are refused and named).
#include "voice/acoustic_model.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"
#include "voice/testing/fake_voice.h"

namespace timbre::voice {
namespace {

std::vector<phones::Phone> phones_of(std::initializer_list<phones::PhoneId> ids) {
  std::vector<phones::Phone> phones;
  for (const auto id : ids) phones.emplace_back().id = id;
  return phones;
}

std::string card_of(const FakeNetworks& networks) {
  const Json card{{"name", "fake"},
                  {"sha256",
                   {{"phones", sha256_hex(networks.phones)},
                    {"prosody", sha256_hex(networks.prosody)},
                    {"mel", sha256_hex(networks.mel)}}},
                  {"inventory", phones::kInventoryVersion},
                  {"embedding_key", "some"},
                  {"encoded", kFakeEncoded}};
  return card.dump();
}

class AcousticModelTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    model = fake_model().value();
    speaker = speaker_inputs(fake_profile(120.0F));
  }
  std::shared_ptr<const AcousticModel> model;
  std::vector<float> speaker;
};

TEST_F(AcousticModelTest, PhonesBecomeTimedFrames) {
  const auto said = phones_of({phones::kSilence, phones::kT, phones::kIy, phones::kStop});
  const auto encoded = model->encode(said, speaker);
  ASSERT_TRUE(encoded.ok()) << encoded.error().message;
  ASSERT_EQ(encoded->frames.size(), 4U);
  EXPECT_NEAR(encoded->frames[1], 8.0, 1e-3);  // e^ln 9 − 1
  EXPECT_NEAR(encoded->frames[2], 9.0 * std::exp(0.5) - 1.0, 1e-3);
  const std::vector<std::size_t> counts{1, 2, 3, 0};
  auto prosody = model->prosody(*encoded, counts, speaker);
  ASSERT_TRUE(prosody.ok()) << prosody.error().message;
  EXPECT_EQ(prosody->voiced, (std::vector<bool>{false, false, false, true, true, true}));
  EXPECT_NEAR(prosody->f0[0], kFakeF0Offset - kFakeMelody, 1e-5);  // id 1
  EXPECT_NEAR(prosody->f0[4], kFakeF0Offset + kFakeMelody, 1e-5);  // id 48
  const auto mels = model->mels(*encoded, counts, *prosody, speaker);
  ASSERT_TRUE(mels.ok()) << mels.error().message;
  ASSERT_EQ(mels->size(), 6 * kMelBands);
  const auto colour = [](double id) { return 0.3 * kMelSpread * (std::fmod(id * 7, 11) / 5 - 1) * std::cos(1.2); };
  EXPECT_NEAR((*mels)[10], -6.5 + colour(phones::kSilence), 1e-4);
  EXPECT_NEAR((*mels)[5 * kMelBands + 10], -6.5 + 0.8 * kMelSpread + colour(phones::kIy), 1e-4);
}

TEST_F(AcousticModelTest, SaysWhatCannotBeAsked) {
  EXPECT_EQ(model->encode({}, speaker).error().kind, ErrorKind::InvalidInput);
  const auto said = phones_of({phones::kT});
  const auto wrong = model->encode(said, std::span<const float>(speaker).first(3));
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(wrong.error().message.find("3 numbers"), std::string::npos) << wrong.error().message;
  const std::vector<std::size_t> none{0};
  EXPECT_EQ(model->prosody(*model->encode(said, speaker), none, speaker).error().kind, ErrorKind::InvalidInput);
}

TEST_F(AcousticModelTest, NumbersThatAreNoneAreNotSpoken) {
  const FakeNetworks bytes = fake_networks();
  const std::vector<float> weights(kPhoneInputs * (kFakeEncoded + 1), std::numeric_limits<float>::quiet_NaN());
  AcousticModel::Networks networks;
  networks.phones =
      nn::OnnxSession::from_bytes(linear_network("rows", kPhoneInputs, kFakeEncoded + 1, weights, {0, 0, 0, 0}), "wild")
          .value();
  networks.prosody = nn::OnnxSession::from_bytes(bytes.prosody, "prosody").value();
  networks.mel = nn::OnnxSession::from_bytes(bytes.mel, "mel").value();
  const auto wild = AcousticModel::make(networks, fake_card());
  ASSERT_TRUE(wild.ok());
  const auto said = (*wild)->encode(phones_of({phones::kT}), speaker);
  ASSERT_FALSE(said.ok());
  EXPECT_EQ(said.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(said.error().message.find("wild"), std::string::npos);
  std::swap(networks.prosody, networks.mel);
  EXPECT_EQ(AcousticModel::make(networks, fake_card()).error().kind, ErrorKind::Corrupt);
}

TEST_F(AcousticModelTest, OpensWhatItsCardDescribesAndNothingElse) {
  const FakeNetworks networks = fake_networks();
  MemoryFileSystem disk;
  EXPECT_EQ(AcousticModel::open("/models", disk).error().kind, ErrorKind::NotFound);
  disk.files["/models/acoustic.json"] = card_of(networks);
  disk.files["/models/acoustic-phones.onnx"] = networks.phones;
  disk.files["/models/acoustic-prosody.onnx"] = networks.prosody;
  disk.files["/models/acoustic-mel.onnx"] = networks.mel;
  const auto opened = AcousticModel::open("/models", disk);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ((*opened)->speaker_size(), kFakeSpeaker);
  disk.files["/models/acoustic-mel.onnx"] = networks.prosody;
  const auto other = AcousticModel::open("/models", disk);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(other.error().message.find("acoustic-mel.onnx"), std::string::npos) << other.error().message;
}

TEST(AcousticCard, NamesTheFieldThatIsWrong) {
  const Json whole = Json::parse(card_of(fake_networks()));
  ASSERT_TRUE(acoustic_card_of(whole, "a.json").ok());
  for (const char* field : {"name", "sha256", "inventory", "embedding_key", "encoded"}) {
    Json less = whole;
    less.erase(field);
    const auto card = acoustic_card_of(less, "a.json");
    ASSERT_FALSE(card.ok()) << field;
    EXPECT_EQ(card.error().kind, ErrorKind::Corrupt);
    EXPECT_NE(card.error().message.find(std::string("'") + field + "'"), std::string::npos) << card.error().message;
  }
  Json later = whole;
  later["inventory"] = "2";
  EXPECT_EQ(acoustic_card_of(later, "a.json").error().kind, ErrorKind::Unsupported);
  later = whole;
  later["encoded"] = -1;
  EXPECT_EQ(acoustic_card_of(later, "a.json").error().kind, ErrorKind::Corrupt);
}

}  // namespace
}  // namespace timbre::voice
