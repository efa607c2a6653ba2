// Rung: exact, and property: no bytes crash it.
#include "cloud/qwen_result.h"

#include <gtest/gtest.h>

#include "audio/codec/wav_writer.h"
#include "base/encoding.h"
#include "base/json.h"
#include "base/random.h"
#include "cloud/qwen_request.h"

namespace timbre::cloud {
namespace {

std::string wav_of(int rate_hz = 24'000) {
  const audio::AudioBuffer audio(rate_hz, {0.0F, 0.5F, -0.25F});
  return audio::encode_wav(audio.view(), audio::WavEncoding::Pcm16).value();
}

std::string base64(const std::string& bytes) {
  return to_base64({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

Json result(const std::string& audio) {
  return {{"audio_base64", audio}, {"sample_rate", 24'000}, {"mode", "voice_clone"}};
}

TEST(QwenResult, IsReadInEveryWrapping) {
  const Json plain = result(base64(wav_of()));
  const Json list = Json::array({plain, "application/json"});
  const Json list_of_text = Json::array({plain.dump(), "application/json"});
  for (const Json& one :
       {plain, list, list_of_text, Json(plain.dump()), Json(list.dump()), Json(Json(plain.dump()).dump())}) {
    const auto audio = parse_qwen_result(one.dump());
    ASSERT_TRUE(audio.ok()) << audio.error().message;
    EXPECT_EQ(audio->format().sample_rate_hz, 24'000);
    ASSERT_EQ(audio->frame_count(), 3u);
    EXPECT_FLOAT_EQ(audio->channel(0)[1], 0.5F);
  }
}

TEST(QwenResult, ToleratesHowBase64IsWritten) {
  std::string broken_up = base64(wav_of());
  broken_up.insert(20, "\r\n");
  while (broken_up.ends_with('=')) broken_up.pop_back();
  EXPECT_TRUE(parse_qwen_result(result(broken_up).dump()).ok());
  EXPECT_TRUE(parse_qwen_result(result("data:audio/wav;base64," + base64(wav_of())).dump()).ok());
}

TEST(QwenResult, SaysWhatIsWrong) {
  const auto words = [](const std::string& bytes) {
    const auto audio = parse_qwen_result(bytes);
    return audio.ok() ? "none" : audio.error().message;
  };
  const std::string whole = result(base64(wav_of())).dump();
  EXPECT_NE(words("").find("no JSON"), std::string::npos);
  EXPECT_NE(words(whole.substr(0, whole.size() / 2)).find("cut off"), std::string::npos);
  EXPECT_NE(words("[]").find("no object"), std::string::npos);
  EXPECT_NE(words("7").find("no object"), std::string::npos);
  EXPECT_NE(words("{}").find("no \"audio_base64\""), std::string::npos);
  EXPECT_NE(words(R"({"error": "CUDA\u001b[31m"})").find("the model says: CUDA\\x1b[31m"), std::string::npos)
      << words(R"({"error": "CUDA\u001b[31m"})");
  EXPECT_NE(words(result("!!!!").dump()).find("no Base64"), std::string::npos);
  EXPECT_NE(words(result(base64("hello there, no wave")).dump()).find("cannot be read"), std::string::npos);
  EXPECT_NE(words(result(base64(wav_of().substr(0, 47))).dump()).find("cannot be read"), std::string::npos);
}

TEST(QwenResult, SurvivesAnyBytes) {
  SeededRandom random(3);
  const std::string whole = result(base64(wav_of())).dump();
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = whole;
    for (std::uint64_t changes = 1 + random.next() % 4; changes > 0; --changes) {
      bytes[random.next() % bytes.size()] = static_cast<char>(random.next());
    }
    static_cast<void>(parse_qwen_result(bytes));
    std::string wav = wav_of();
    wav[random.next() % wav.size()] = static_cast<char>(random.next());
    static_cast<void>(parse_qwen_result(result(base64(wav)).dump()));
  }
  EXPECT_FALSE(parse_qwen_result(std::string(200'000, '[')).ok());
}

TEST(QwenRequest, HasExactlyTheFieldsOfTheContainer) {
  clone::Voice voice{"v", "Ann", {24'000, std::vector<float>(2400, 0.1F)}, "It was cold."};
  const auto text = qwen_request("Hello.", voice, "de-AT");
  ASSERT_TRUE(text.ok()) << text.error().message;
  const Json request = Json::parse(*text);
  EXPECT_EQ(request.size(), 5u);
  EXPECT_EQ(request["mode"], "voice_clone");
  EXPECT_EQ(request["text"], "Hello.");
  EXPECT_EQ(request["language"], "German");
  EXPECT_EQ(request["ref_text"], "It was cold.");
  const auto wav = from_base64(request["ref_audio"].get<std::string>());
  ASSERT_TRUE(wav);
  EXPECT_EQ(wav->size(), 44u + 2 * 2400);
}

TEST(QwenRequest, KnowsItsLanguages) {
  EXPECT_EQ(qwen_language("en"), "English");
  EXPECT_EQ(qwen_language("pt-BR"), "Portuguese");
  EXPECT_EQ(qwen_language(""), "Auto");
  EXPECT_FALSE(qwen_language("fi"));
  EXPECT_EQ(qwen_languages().size(), 10u);
  clone::Voice voice{"v", "Ann", {24'000, std::vector<float>(2400, 0.1F)}, "It was cold."};
  EXPECT_EQ(qwen_request("Hei.", voice, "fi").error().kind, ErrorKind::InvalidInput);
  voice.reference = {};
  EXPECT_EQ(qwen_request("Hello.", voice, "en").error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::cloud
