// Definition: what engines.json may say of servers, and what it may not.
#include "cloud/openai_settings.h"

#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::cloud {
namespace {

Result<std::vector<OpenAiServer>> parsed(const std::string& text) {
  return parse_openai_settings(Json::parse(text), "engines.json: openai_audio");
}

std::string refused(const std::string& entry) {
  const auto servers = parsed("[" + entry + "]");
  EXPECT_FALSE(servers.ok()) << entry;
  if (servers.ok()) return {};
  EXPECT_EQ(servers.error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(servers.error().message.rfind("engines.json: openai_audio", 0), 0U) << servers.error().message;
  return servers.error().message;
}

TEST(OpenAiSettings, OneLineIsEnough) {
  const auto servers = parsed(R"([{"base_url": "http://127.0.0.1:8091/v1/"}])");
  ASSERT_TRUE(servers.ok()) << servers.error().message;
  const OpenAiServer& server = servers->at(0);
  EXPECT_EQ(server.name, "openai-audio");
  EXPECT_EQ(server.base_url, "http://127.0.0.1:8091");
  EXPECT_EQ(server.dialect, OpenAiDialect::Auto);
  EXPECT_EQ(server.setting, "engines.json: openai_audio[0]");
  EXPECT_EQ(server.timeout, std::chrono::seconds(600));
  EXPECT_FALSE(server.wire);
}

TEST(OpenAiSettings, EverythingCanBeSaid) {
  const auto servers = parsed(R"([{"name": "box", "title": "The box", "base_url": "http://box.lan:8091/speech",
    "allow_plain_http": true, "model": "m", "dialect": "vllm-omni", "api_key_env": "BOX_KEY", "languages": ["en", "de"],
    "response_format": "pcm", "pcm_rate_hz": 44100, "stream": "sse", "timeout_s": 30, "patience_s": 20,
    "upload_voice": true, "keep_voices": true, "takes_instruction": true, "max_piece_characters": 200},
    {"name": "two", "base_url": "https://b.example", "api_key_file": "/run/key", "voices": {"Ann": "voice_1"}}])");
  ASSERT_TRUE(servers.ok()) << servers.error().message;
  const OpenAiServer& box = servers->at(0);
  EXPECT_EQ(box.base_url, "http://box.lan:8091/speech");
  EXPECT_EQ(box.dialect, OpenAiDialect::VllmOmni);
  EXPECT_EQ(box.languages, (std::vector<std::string>{"en", "de"}));
  EXPECT_EQ(box.wire, SpeechWire::Pcm);
  EXPECT_EQ(box.pcm_rate_hz, 44'100);
  EXPECT_EQ(box.streaming, OpenAiStreaming::Events);
  EXPECT_EQ(box.timeout.count(), 30);
  EXPECT_EQ(box.patience.count(), 20);
  EXPECT_TRUE(box.upload_voice && box.keep_voices && box.takes_instruction);
  EXPECT_EQ(box.max_piece_characters, 200U);
  EXPECT_EQ(servers->at(1).voices.at("Ann"), "voice_1");
}

TEST(OpenAiSettings, WhatIsWrongIsNamed) {
  const std::string base = R"("base_url": "http://127.0.0.1:1")";
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"7", "must be an object"},
      {"{}", "base_url"},
      {R"({"base_url": 7})", "base_url"},
      {R"({"base_url": "ftp://a"})", "base_url"},
      {R"({"base_url": "https://user:pass@a"})", "base_url"},
      {R"({"base_url": "https://a/?x=1"})", "base_url"},
      {R"({"base_url": "http://box.lan:1"})", "allow_plain_http"},
      {"{" + base + R"(, "name": "The Box"})", "name"},
      {"{" + base + R"(, "dialect": "klingon"})", "dialect must be one of: auto, vllm-omni"},
      {"{" + base + R"(, "stream": "yes"})", "stream"},
      {"{" + base + R"(, "response_format": "mp3"})", "response_format"},
      {"{" + base + R"(, "languages": "en"})", "languages"},
      {"{" + base + R"(, "languages": ["English"]})", "languages"},
      {"{" + base + R"(, "voices": {"Ann": 7}})", "voices"},
      {"{" + base + R"(, "timeout_s": 0})", "timeout_s"},
      {"{" + base + R"(, "timeout_s": "9"})", "timeout_s"},
      {"{" + base + R"(, "pcm_rate_hz": 4000})", "pcm_rate_hz"},
      {"{" + base + R"(, "max_piece_characters": 1e9})", "max_piece_characters"},
      {"{" + base + R"(, "allow_plain_http": "yes"})", "allow_plain_http"},
      {"{" + base + R"(, "api_key_env": "A", "api_key_file": "b"})", "api_key_file"},
      {"{" + base + R"(, "colour": "red"})", "colour"},
      {"{" + base + "}, {" + base + "}", "its own"},
  };
  for (const auto& [entry, words] : wrong) {
    EXPECT_NE(refused(entry).find(words), std::string::npos) << entry << ": " << refused(entry);
  }
  EXPECT_FALSE(parsed(R"({"base_url": "http://127.0.0.1:1"})").ok()) << "no list";
}

TEST(OpenAiSettings, ASecretInTheFileIsRefusedAndNotRepeated) {
  const std::string message = refused(R"({"base_url": "https://a.example", "api_key": "sk-very-secret"})");
  EXPECT_NE(message.find("api_key"), std::string::npos);
  EXPECT_EQ(message.find("sk-very-secret"), std::string::npos);
  EXPECT_EQ(refused(R"({"base_url": "https://a.example", "dialect": "sk-very-secret"})").find("sk-very"),
            std::string::npos);
}

TEST(OpenAiSettings, TheEnvironmentIsAQuickStart) {
  std::map<std::string, std::string> set;
  const EnvironmentLookup look = [&](const std::string& name) { return set[name]; };
  EXPECT_FALSE(openai_settings_from(look).value());
  set = {{"TIMBRE_OPENAI_BASE_URL", "http://localhost:8000/v1"}, {"TIMBRE_OPENAI_MODEL", "m"}, {"OPENAI_API_KEY", "k"}};
  const auto server = openai_settings_from(look).value();
  ASSERT_TRUE(server);
  EXPECT_EQ(server->base_url, "http://localhost:8000");
  EXPECT_EQ(server->model, "m");
  EXPECT_EQ(server->api_key_env, "OPENAI_API_KEY");
  set["TIMBRE_OPENAI_BASE_URL"] = "http://box.lan:8000";
  EXPECT_FALSE(openai_settings_from(look).ok()) << "plain http elsewhere needs the file";
}

TEST(OpenAiSettings, KeysComeFromAVariableOrAFile) {
  MemoryFileSystem disk;
  disk.files["/run/key"] = "sk-file\n";
  disk.files["/run/two"] = "two words";
  const EnvironmentLookup look = [](const std::string& name) { return name == "KEY" ? "sk-env" : std::string(); };
  OpenAiServer server;
  EXPECT_EQ(openai_key(server, look, disk).value(), "");
  server.api_key_env = "KEY";
  EXPECT_EQ(openai_key(server, look, disk).value(), "sk-env");
  server.api_key_env = "OTHER";
  EXPECT_NE(openai_key(server, look, disk).error().message.find("OTHER"), std::string::npos);
  server.api_key_env.clear();
  server.api_key_file = "/run/key";
  EXPECT_EQ(openai_key(server, look, disk).value(), "sk-file");
  server.api_key_file = "/run/two";
  const auto odd = openai_key(server, look, disk);
  ASSERT_FALSE(odd.ok());
  EXPECT_EQ(odd.error().message.find("two words"), std::string::npos);
  server.api_key_file = "/run/none";
  EXPECT_EQ(openai_key(server, look, disk).error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace timbre::cloud
