// Rungs: exact (prompts and pieces are the same again), property (what is missing or damaged is named; options reach
// the voice). The models are written in voice/testing/fake_voice.h and speaker/testing/duty_voices.h.
#include "clone/built_in_engine.h"

#include "gtest/gtest.h"

#include "base/json.h"
#include "base/sha256.h"
#include "base/testing/memory_file_system.h"
#include "clone/testing/consented.h"
#include "speaker/embedding_bytes.h"
#include "speaker/testing/duty_voices.h"
#include "voice/testing/fake_voice.h"

namespace timbre::clone {
namespace {

constexpr const char* kLongText = "This is what somebody wants to have said, in one sentence that lasts for some time.";

/// What an installation has in its folder of models.
MemoryFileSystem installed() {
  MemoryFileSystem disk;
  const std::string encoder = speaker::skewness_network(40);
  const Json encoder_card{{"name", "duty-1"},
                          {"sha256", sha256_hex(encoder)},
                          {"embedding_size", 2},
                          {"features",
                           {{"sample_rate_hz", 16000},
                            {"window_s", 0.025},
                            {"hop_s", 0.01},
                            {"band_count", 40},
                            {"low_hz", 20.0},
                            {"high_hz", 7600.0}}},
                          {"calibration_slope", 20.0},
                          {"calibration_offset", -9.0},
                          {"same_from", 0.75},
                          {"different_below", 0.2}};
  const voice::FakeNetworks networks = voice::fake_networks();
  const Json acoustic{
      {"name", "fake"},
      {"sha256",
       {{"phones", sha256_hex(networks.phones)},
        {"prosody", sha256_hex(networks.prosody)},
        {"mel", sha256_hex(networks.mel)}}},
      {"inventory", phones::kInventoryVersion},
      {"embedding_key", speaker::embedding_key(speaker::parse_encoder_card(encoder_card.dump()).value())},
      {"encoded", voice::kFakeEncoded}};
  disk.files["/models/acoustic.json"] = acoustic.dump();
  disk.files["/models/acoustic-phones.onnx"] = networks.phones;
  disk.files["/models/acoustic-prosody.onnx"] = networks.prosody;
  disk.files["/models/acoustic-mel.onnx"] = networks.mel;
  disk.files["/models/vocoder.json"] = Json{{"name", "fake"}, {"sha256", sha256_hex(networks.vocoder)}}.dump();
  disk.files["/models/vocoder.onnx"] = networks.vocoder;
  disk.files["/models/speaker-encoder.json"] = encoder_card.dump();
  disk.files["/models/speaker-encoder.onnx"] = encoder;
  disk.files["/models/evaluation/speaker-encoder.json"] = encoder_card.dump();
  disk.files["/models/evaluation/speaker-encoder.onnx"] = encoder;
  return disk;
}

class BuiltInEngineTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    // Somebody who can be measured: the fake voice itself.
    const auto said = voice::fake_voice().value()->say(
        "Here is the clip of a person who speaks for quite a while, so that there is enough of it to listen to.",
        voice::plain_fit(voice::fake_profile(180.0F)), {});
    studio.voice.reference = audio::AudioBuffer(voice::kVoiceRateHz, *said);
    disk = installed();
    engine = make_built_in_engine("/models", disk);
  }
  std::vector<float> spoken(const SpeakOptions& options = {}) {
    Consented again;  // everybody's mark is the same
    again.voice.reference = studio.voice.reference;
    again.voice.prompt = studio.voice.prompt;
    const auto speech = again.speak(*engine, kLongText, options);
    EXPECT_TRUE(speech.ok()) << speech.error().message;
    if (!speech.ok()) return {};
    const auto samples = speech->audio().channel(0);
    return {samples.begin(), samples.end()};
  }
  Consented studio;
  MemoryFileSystem disk;
  std::unique_ptr<Engine> engine;
};

TEST_F(BuiltInEngineTest, SpeaksInTheVoiceOfTheClip) {
  EXPECT_TRUE(engine->state().is_ready) << engine->state().needs;
  const auto speech = studio.speak(*engine, kLongText);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_GT(speech->audio().view().duration_s(), 2.0);
  auto frames = voice::analyse_voice(voice::at_analysis_rate(speech->audio().view()));
  const auto traits = voice::traits_of(*frames);
  ASSERT_TRUE(traits.ok()) << traits.error().message;
  const auto clip = voice::traits_of(*voice::analyse_voice(voice::at_analysis_rate(studio.voice.reference.view())));
  EXPECT_NEAR(traits->f0_median_hz, clip->f0_median_hz, 0.12 * clip->f0_median_hz);  // its melody is two tones
  const double usual = static_cast<double>(speech->audio().frame_count());
  EXPECT_NEAR(static_cast<double>(spoken({.speed = 1.25}).size()) / usual, 0.8, 0.06);
  EXPECT_GT(static_cast<double>(spoken({.pauses = 3}).size()), usual);
  EXPECT_NE(spoken({.seed = 1}), spoken({.seed = 2}));
}

TEST_F(BuiltInEngineTest, APromptIsKeptAndADamagedOneIsMadeAgain) {
  const auto prompt = engine->make_prompt(studio.voice, {});
  ASSERT_TRUE(prompt.ok()) << prompt.error().message;
  const auto usual = spoken();
  studio.voice.prompt = *prompt;
  EXPECT_EQ(spoken(), usual);
  studio.voice.prompt = prompt->substr(0, 100);
  EXPECT_EQ(spoken(), usual);
}

/// The fake voice does not heed what it is told of a speaker.
TEST_F(BuiltInEngineTest, ACloserFitThatIsNoneIsDroppedAndSaidSo) {
  const auto usual = spoken();
  std::vector<std::string> warnings;
  SpeakOptions options;
  options.fits_closely = true;
  options.on_news = [&warnings](const EngineNews& news) {
    if (warnings.empty() || warnings.back() != news.words) warnings.push_back(news.words);
  };
  EXPECT_EQ(spoken(options), usual);
  EXPECT_NE(std::find_if(warnings.begin(), warnings.end(),
                         [](const std::string& one) { return one.find("it was dropped") != std::string::npos; }),
            warnings.end());
}

TEST_F(BuiltInEngineTest, ACloserFitNeedsTheSecondEncoder) {
  disk.files.erase("/models/evaluation/speaker-encoder.onnx");
  EXPECT_TRUE(engine->make_prompt(studio.voice, {}).ok());
  SpeakOptions options;
  options.fits_closely = true;
  const auto prompt = engine->make_prompt(studio.voice, options);
  ASSERT_FALSE(prompt.ok());
  EXPECT_EQ(prompt.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(prompt.error().message.find("evaluation"), std::string::npos) << prompt.error().message;
}

TEST_F(BuiltInEngineTest, SaysWhichFileIsMissing) {
  disk.files.erase("/models/acoustic.json");
  engine = make_built_in_engine("/models", disk);
  const EngineState state = engine->state();
  EXPECT_FALSE(state.is_ready);
  EXPECT_NE(state.needs.find("acoustic.json"), std::string::npos) << state.needs;
  EXPECT_FALSE(state.step.empty());
  EXPECT_EQ(engine->make_prompt(studio.voice, {}).error().kind, ErrorKind::Unavailable);
}

TEST_F(BuiltInEngineTest, ModelsThatAreNoPairAreRefused) {
  Json card = Json::parse(disk.files["/models/acoustic.json"]);
  card["embedding_key"] = "another";
  disk.files["/models/acoustic.json"] = card.dump();
  engine = make_built_in_engine("/models", disk);
  const auto prompt = engine->make_prompt(studio.voice, {});
  ASSERT_FALSE(prompt.ok());
  EXPECT_EQ(prompt.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(prompt.error().message.find("another speaker encoder"), std::string::npos);
  EXPECT_FALSE(engine->state().is_ready);
  EXPECT_NE(engine->state().needs.find("another speaker encoder"), std::string::npos);
}

TEST_F(BuiltInEngineTest, OtherModelsAreAnotherVersion) {
  const std::string version = engine->traits().version;
  EXPECT_EQ(make_built_in_engine("/models", disk)->traits().version, version);
  disk.files["/models/vocoder.json"] += "\n";
  EXPECT_NE(make_built_in_engine("/models", disk)->traits().version, version);
}

TEST_F(BuiltInEngineTest, StopsWhenItIsTold) {
  SpeakOptions options;
  options.cancel.cancel();
  EXPECT_EQ(engine->make_prompt(studio.voice, options).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::clone
