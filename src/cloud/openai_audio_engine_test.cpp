// Definition: what the engine asks of a server, what it does when that goes wrong, and what a person reads then.
#include "cloud/openai_audio_engine.h"

#include <gtest/gtest.h>

#include "audio/codec/wav_writer.h"
#include "base/testing/memory_file_system.h"
#include "cloud/testing/consenting_studio.h"
#include "cloud/testing/scripted_exchanger.h"

namespace timbre::cloud {
namespace {

const std::string& spoken_wav() {
  static const std::string wav =
      audio::encode_wav(audio::AudioBuffer(24'000, buzz(2.5)).view(), audio::WavEncoding::Pcm16).value();
  return wav;
}

net::HttpReply reply(int status, std::string body, std::map<std::string, std::string> headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

/// A server of one dialect whose answers to requests for speech are given one after the other; the last one stays.
struct Clinic {
  explicit Clinic(OpenAiServer how, std::vector<Result<net::HttpReply>> answers = {})
      : speech(std::move(answers)), engine(prepared(std::move(how)), world()) {}

  static OpenAiServer prepared(OpenAiServer server) {
    if (server.base_url.empty()) server.base_url = "http://127.0.0.1:8091";
    server.setting = "engines.json: openai_audio[0]";
    return server;
  }
  OpenAiWorld world() {
    return {.exchanger = exchanger,
            .clock = clock,
            .random = random,
            .disk = disk,
            .environment = [](const std::string& name) { return name == "KEY" ? "sk-1" : std::string(); },
            .sleep = [this](std::chrono::milliseconds time) { slept += time; }};
  }
  Result<net::HttpReply> answer(const net::HttpRequest& request) {
    if (request.method == "GET") {
      return request.url.ends_with("/v1/models") ? reply(200, R"({"data":[{"id":"m"}]})") : reply(200, voices);
    }
    if (request.method == "DELETE") return reply(200, "{}");
    if (request.url.ends_with("/voices") || request.url.ends_with("/voice-profiles"))
      return reply(200, R"({"id":"7"})");
    if (speech.empty()) return reply(200, spoken_wav());
    auto next = speech.front();
    if (speech.size() > 1) speech.erase(speech.begin());
    return next;
  }
  std::string message() {
    const auto made = studio.speak(engine);
    EXPECT_FALSE(made.ok());
    return made.ok() ? std::string() : made.error().message;
  }
  [[nodiscard]] std::size_t tries() const { return exchanger.asked_for("POST", "/v1/audio/speech").size(); }

  std::vector<Result<net::HttpReply>> speech;
  std::string voices = "{}";
  std::chrono::milliseconds slept{0};
  FakeClock clock;
  SeededRandom random{1};
  MemoryFileSystem disk;
  ScriptedExchanger exchanger{[this](const net::HttpRequest& request) { return answer(request); }};
  OpenAiAudioEngine engine;
  ConsentingStudio studio;
};

TEST(OpenAiAudioEngine, SpeaksThroughTheSynthesizer) {
  Clinic clinic({.dialect = OpenAiDialect::VllmOmni, .api_key_env = "KEY"});
  const auto speech = clinic.studio.speak(clinic.engine);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(speech->audio().format().sample_rate_hz, 24'000);
  EXPECT_NEAR(static_cast<double>(speech->audio().frame_count()), 60'000, 2'400);
  const auto asked = clinic.exchanger.asked_for("POST", "/v1/audio/speech");
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].headers.back(), (std::pair<std::string, std::string>("Authorization", "Bearer sk-1")));
  EXPECT_EQ(asked[0].total_timeout, std::chrono::seconds(600));
}

TEST(OpenAiAudioEngine, SaysWhatItCanDo) {
  const auto traits = [](OpenAiServer server) { return Clinic(std::move(server)).engine.traits(); };
  const auto local = traits({.dialect = OpenAiDialect::VllmOmni});
  EXPECT_EQ(local.name, "openai-audio");
  EXPECT_EQ(local.title, "vLLM-Omni at 127.0.0.1:8091");
  EXPECT_TRUE(local.streams && local.takes_speed && local.takes_seed);
  EXPECT_FALSE(local.takes_instruction || local.takes_pitch || local.needs_transcript);
  EXPECT_EQ(local.runs_where, clone::RunsWhere::ThisMachine);
  EXPECT_EQ(local.what_leaves, "");
  const auto box = traits({.base_url = "https://box.lan", .dialect = OpenAiDialect::LocalAi});
  EXPECT_EQ(box.runs_where, clone::RunsWhere::OwnServer);
  EXPECT_NE(box.what_leaves.find("box.lan"), std::string::npos);
  EXPECT_TRUE(box.needs_transcript);
  EXPECT_EQ(traits({.base_url = "https://api.openai.com", .dialect = OpenAiDialect::OpenAi}).runs_where,
            clone::RunsWhere::Cloud);
  EXPECT_FALSE(traits({.streaming = OpenAiStreaming::Off}).streams);
}

TEST(OpenAiAudioEngine, WaitsWhenItIsAskedTo) {
  Clinic clinic(
      {.dialect = OpenAiDialect::VllmOmni},
      {reply(429, "", {{"retry-after", "2"}}), reply(429, "", {{"retry-after", "1"}}), reply(200, spoken_wav())});
  std::vector<std::string> news;
  clinic.studio.options.on_news = [&](const clone::EngineNews& one) {
    if (one.words.find("busy") != std::string::npos) news.push_back(one.words);
  };
  EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
  EXPECT_EQ(clinic.slept, std::chrono::seconds(3));
  ASSERT_EQ(news.size(), 2U);
  EXPECT_NE(news[0].find("2 s"), std::string::npos);

  Clinic patient({.dialect = OpenAiDialect::VllmOmni}, {reply(429, "", {{"retry-after", "300"}})});
  const auto refused = patient.studio.speak(patient.engine);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().retry_after_s, 300);
  EXPECT_EQ(patient.slept.count(), 0);
  Clinic stubborn({.dialect = OpenAiDialect::VllmOmni}, {reply(429, "", {{"retry-after", "1"}})});
  EXPECT_FALSE(stubborn.studio.speak(stubborn.engine).ok());
  EXPECT_EQ(stubborn.tries(), 4U);
}

TEST(OpenAiAudioEngine, TriesOnceMoreAfterAFault) {
  Clinic clinic({.dialect = OpenAiDialect::VllmOmni}, {reply(503, ""), reply(200, spoken_wav())});
  EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
  Clinic broken({.dialect = OpenAiDialect::VllmOmni}, {reply(500, R"({"error":{"message":"CUDA out of memory"}})")});
  EXPECT_NE(broken.message().find("CUDA out of memory"), std::string::npos);
  EXPECT_EQ(broken.tries(), 2U);
}

TEST(OpenAiAudioEngine, ABackendThatCannotStreamIsAskedForTheWhole) {
  Clinic clinic({.dialect = OpenAiDialect::LocalAi}, {reply(500, ""), reply(200, spoken_wav())});
  EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
  const auto asked = clinic.exchanger.asked_for("POST", "/v1/audio/speech");
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_NE(asked[0].body.find("\"stream\":true"), std::string::npos);
  EXPECT_EQ(asked[1].body.find("\"stream\""), std::string::npos);
}

TEST(OpenAiAudioEngine, WhatWasHeardIsNotSaidAgain) {
  std::string half = spoken_wav();
  half.resize(half.size() / 2);
  Clinic clinic({.dialect = OpenAiDialect::VllmOmni}, {reply(200, half)});
  EXPECT_NE(clinic.message().find("cut off"), std::string::npos);
  EXPECT_EQ(clinic.tries(), 1U);
}

TEST(OpenAiAudioEngine, UploadsOnceAndDeletesAtTheEnd) {
  std::vector<net::HttpRequest> asked;
  {
    Clinic clinic({.dialect = OpenAiDialect::QwenTts});
    EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
    EXPECT_TRUE(clinic.studio.speak(clinic.engine, "And sixty cents of it was in pennies.").ok());
    EXPECT_EQ(clinic.exchanger.asked_for("POST", "/v1/audio/voices").size(), 1U);
    EXPECT_TRUE(clinic.exchanger.asked_for("DELETE", "").empty());
    clinic.engine.forget_voice("another voice");
    EXPECT_TRUE(clinic.exchanger.asked_for("DELETE", "").empty());
    clinic.engine.forget_voice(clinic.studio.voice.id);
    EXPECT_EQ(clinic.exchanger.asked_for("DELETE", "").size(), 1U);
    const auto body = Json::parse(clinic.exchanger.asked_for("POST", "/v1/audio/voices")[0].body);
    const std::string name = body["name"];
    EXPECT_TRUE(clinic.exchanger.asked_for("DELETE", "")[0].url.ends_with("/v1/audio/voices/" + name));
    EXPECT_EQ(name.find("Ann"), std::string::npos);
  }
}

TEST(OpenAiAudioEngine, DeletesItsVoicesWhenItGoes) {
  for (const bool keeps : {false, true}) {
    FakeClock clock;
    SeededRandom random(1);
    MemoryFileSystem disk;
    ScriptedExchanger exchanger([](const net::HttpRequest& request) -> Result<net::HttpReply> {
      return request.url.ends_with("/speech") ? reply(200, spoken_wav()) : reply(200, R"({"data":[]})");
    });
    ConsentingStudio studio;
    {
      OpenAiAudioEngine engine(Clinic::prepared({.dialect = OpenAiDialect::QwenTts, .keep_voices = keeps}),
                               {.exchanger = exchanger,
                                .clock = clock,
                                .random = random,
                                .disk = disk,
                                .environment = environment_variable});
      EXPECT_TRUE(studio.speak(engine).ok());
    }
    EXPECT_EQ(exchanger.asked_for("DELETE", "").size(), keeps ? 0U : 1U);
  }
}

TEST(OpenAiAudioEngine, UploadsAgainWhereTheServerForgot) {
  Clinic clinic(
      {.dialect = OpenAiDialect::QwenTts},
      {reply(200, spoken_wav()), reply(400, R"({"error":{"message":"unknown voice"}})"), reply(200, spoken_wav())});
  EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
  EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
  EXPECT_EQ(clinic.exchanger.asked_for("POST", "/v1/audio/voices").size(), 2U);
  // a server that never knows it is not asked for ever
  Clinic stubborn({.dialect = OpenAiDialect::QwenTts}, {reply(400, R"({"error":{"message":"unknown voice"}})")});
  EXPECT_NE(stubborn.message().find("unknown voice"), std::string::npos);
  EXPECT_EQ(stubborn.tries(), 2U);
}

TEST(OpenAiAudioEngine, AVoiceThatIsKeptIsFoundAgain) {
  Clinic clinic({.dialect = OpenAiDialect::QwenTts, .keep_voices = true});
  const auto prompt = clinic.engine.make_prompt(clinic.studio.voice, clinic.studio.options);
  ASSERT_TRUE(prompt.ok());
  EXPECT_FALSE(prompt->empty());
  const std::string id = prompt->substr(prompt->find('=') + 1);
  Clinic next({.dialect = OpenAiDialect::QwenTts, .keep_voices = true});
  next.voices = R"({"voices":[{"name":")" + id + R"(","kind":"registered"}]})";
  next.studio.voice.prompt = *prompt;
  EXPECT_TRUE(next.studio.speak(next.engine).ok());
  EXPECT_TRUE(next.exchanger.asked_for("POST", "/v1/audio/voices").empty());
  EXPECT_NE(next.exchanger.asked_for("POST", "/v1/audio/speech")[0].body.find(id), std::string::npos);
  next.studio.voice.reference_text = "Five six.";
  EXPECT_TRUE(next.studio.speak(next.engine).ok());
  EXPECT_EQ(next.exchanger.asked_for("POST", "/v1/audio/voices").size(), 1U) << "other words are another voice";
}

TEST(OpenAiAudioEngine, NeverSpeaksInAnothersVoiceWhereTheServerWouldNotSaySo) {
  Clinic clinic({.dialect = OpenAiDialect::ChatterboxApi});
  clinic.studio.options.language = "fr";
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(clinic.studio.speak(clinic.engine).ok());
  EXPECT_EQ(clinic.exchanger.asked_for("POST", "/v1/voices").size(),
            1U + clinic.exchanger.asked_for("GET", "/v1/voices").size())
      << "asked before every text; the list does not have it";
  EXPECT_GE(clinic.exchanger.asked_for("GET", "/v1/voices").size(), 2U);
}

TEST(OpenAiAudioEngine, AClipThatTheServerWouldRefuseIsNotSent) {
  Clinic clinic({.dialect = OpenAiDialect::VllmOmni});
  clinic.studio.voice.reference = audio::AudioBuffer(24'000, buzz(31));
  EXPECT_NE(clinic.message().find("31 s"), std::string::npos);
  clinic.studio.voice.reference = {};
  EXPECT_NE(clinic.message().find("clip"), std::string::npos);
  EXPECT_EQ(clinic.tries(), 0U);
  Clinic untold({.dialect = OpenAiDialect::LocalAi});
  untold.studio.voice.reference_text = "";
  EXPECT_NE(untold.message().find("what is said"), std::string::npos);
}

TEST(OpenAiAudioEngine, OpenAiSpeaksWithACustomVoiceOnly) {
  Clinic clinic({.dialect = OpenAiDialect::OpenAi, .voices = {{"Bob", "voice_1"}}});
  EXPECT_NE(clinic.message().find("custom voice"), std::string::npos);
  EXPECT_EQ(clinic.tries(), 0U);
  Clinic known({.dialect = OpenAiDialect::OpenAi, .voices = {{"Ann", "voice_1"}}});
  EXPECT_TRUE(known.studio.speak(known.engine).ok());
  const auto asked = known.exchanger.asked_for("POST", "/v1/audio/speech");
  EXPECT_NE(asked.at(0).body.find("voice_1"), std::string::npos);
  EXPECT_EQ(asked[0].body.find("base64"), std::string::npos) << "the clip stays here";
}

TEST(OpenAiAudioEngine, NoKeyIsInAnyMessage) {
  for (const int status : {400, 401, 403, 404, 413, 429, 500}) {
    Clinic clinic({.dialect = OpenAiDialect::VllmOmni, .api_key_env = "KEY"},
                  {reply(status, R"({"error":{"message":"Incorrect API key provided: Bearer sk-1"}})",
                         {{"retry-after", "100"}})});
    EXPECT_EQ(clinic.message().find("sk-1"), std::string::npos) << status;
  }
  Clinic events({.dialect = OpenAiDialect::VllmOmni, .api_key_env = "KEY"},
                {reply(200, "data: {\"type\":\"speech.audio.error\",\"error\":\"sk-1\"}\n\n")});
  EXPECT_EQ(events.message().find("sk-1"), std::string::npos);
}

TEST(OpenAiAudioEngine, StopsWhenItIsTold) {
  Clinic clinic({.dialect = OpenAiDialect::VllmOmni}, {reply(429, "", {{"retry-after", "50"}})});
  clinic.studio.options.on_news = [&](const clone::EngineNews&) { clinic.studio.options.cancel.cancel(); };
  const auto made = clinic.studio.speak(clinic.engine);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(clinic.slept.count(), 0);
}

}  // namespace
}  // namespace timbre::cloud
