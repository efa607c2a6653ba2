// Definition: how a server is told by its answers, and what a person reads when it cannot clone.
#include "cloud/openai_probe.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "cloud/testing/scripted_exchanger.h"

namespace timbre::cloud {
namespace {

/// Answers GETs from a table; everything else is 404.
using Pages = std::map<std::string, std::string>;

struct Probed {
  explicit Probed(Pages answers, OpenAiServer how = {})
      : pages(std::move(answers)), connection(prepared(std::move(how)), exchanger, look, disk) {}

  static OpenAiServer prepared(OpenAiServer server) {
    server.base_url = "http://127.0.0.1:8091";
    server.setting = "engines.json: openai_audio[0]";
    return server;
  }
  Result<net::HttpReply> answer(const net::HttpRequest& request) {
    clock.tick(delay);
    if (problem) return *problem;
    const auto found = pages.find(request.url.substr(request.url.find("8091") + 4));
    if (found == pages.end()) return net::HttpReply{.status = status, .headers = {}, .body = "{}"};
    return net::HttpReply{.status = 200, .headers = {}, .body = found->second};
  }

  std::map<std::string, std::string> pages;
  std::optional<Error> problem;
  int status = 404;
  std::chrono::milliseconds delay{0};
  FakeClock clock;
  MemoryFileSystem disk;
  EnvironmentLookup look = [](const std::string& name) { return name == "KEY" ? "sk-1" : std::string(); };
  ScriptedExchanger exchanger{[this](const net::HttpRequest& request) { return answer(request); }};
  OpenAiConnection connection;
  OpenAiProbe probe{connection, clock};
};

const std::string kVllmModels = R"({"data":[{"id":"Qwen/Qwen3-TTS-12Hz-1.7B-Base","owned_by":"vllm"}]})";

TEST(OpenAiProbe, TellsTheDialects) {
  const std::vector<std::pair<std::map<std::string, std::string>, OpenAiDialect>> servers{
      {{{"/v1/models", kVllmModels}}, OpenAiDialect::VllmOmni},
      {{{"/v1/audio/voices", R"({"voices":["vivian"],"uploaded_voices":[]})"}}, OpenAiDialect::VllmOmni},
      {{{"/v1/models", R"({"data":[{"id":"chatterbox-tts-1","owned_by":"resemble-ai"}]})"}},
       OpenAiDialect::ChatterboxApi},
      {{{"/v1/audio/voices", R"({"status":"ok","voices":["Emily.wav"]})"}}, OpenAiDialect::ChatterboxServer},
      {{{"/v1/models", R"({"data":[{"id":"chatterbox"}]})"}, {"/api/voice-profiles", R"({"data":[]})"}},
       OpenAiDialect::LocalAi},
      {{{"/v1/models", R"({"data":[{"id":"a.gguf","owned_by":"local"}]})"}, {"/v1/audio/voices", R"({"voices":[]})"}},
       OpenAiDialect::QwenTts},
      {{{"/v1/audio/voices", R"({"voices":[{"name":"x","kind":"speaker"}]})"}}, OpenAiDialect::QwenTts},
      {{{"/v1/models", R"({"data":[{"id":"tts-1","owned_by":"openai-internal"}]})"}}, OpenAiDialect::OpenAi},
  };
  for (std::size_t i = 0; i < servers.size(); ++i) {
    Probed probed(servers[i].first);
    const auto facts = probed.probe.facts();
    ASSERT_TRUE(facts.ok()) << i << ": " << facts.error().message;
    EXPECT_EQ(facts->dialect, servers[i].second) << i;
  }
}

TEST(OpenAiProbe, TakesTheOnlyModelAndChecksTheNamedOne) {
  EXPECT_EQ(Probed(Pages{{"/v1/models", kVllmModels}}).probe.facts()->model, "Qwen/Qwen3-TTS-12Hz-1.7B-Base");
  const auto wrong = Probed(Pages{{"/v1/models", kVllmModels}}, {.model = "other"}).probe.facts();
  ASSERT_FALSE(wrong.ok());
  EXPECT_NE(wrong.error().message.find("Qwen/Qwen3-TTS-12Hz-1.7B-Base"), std::string::npos);
  const auto none =
      Probed(Pages{{"/v1/models", R"({"data":[{"id":"a"},{"id":"b"}]})"}}, {.dialect = OpenAiDialect::LocalAi})
          .probe.facts();
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().message.find("a, b"), std::string::npos) << none.error().message;
  const auto preset =
      Probed(Pages{{"/v1/models", R"({"data":[{"id":"Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice","owned_by":"vllm"}]})"}})
          .probe.facts();
  ASSERT_FALSE(preset.ok());
  EXPECT_NE(preset.error().message.find("-Base"), std::string::npos);
}

TEST(OpenAiProbe, KeepsAnswersForAMinuteAndErrorsForFiveSeconds) {
  Probed good({{"/v1/models", kVllmModels}});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(good.probe.facts().ok());
  EXPECT_EQ(good.exchanger.asked.size(), 1U);
  good.clock.tick(std::chrono::seconds(61));
  EXPECT_TRUE(good.probe.facts().ok());
  EXPECT_EQ(good.exchanger.asked.size(), 2U);
  good.probe.forget();
  EXPECT_TRUE(good.probe.facts().ok());
  EXPECT_EQ(good.exchanger.asked.size(), 3U);

  Probed bad({});
  bad.problem = Error{ErrorKind::Unavailable, "127.0.0.1 refused the connection"};
  EXPECT_FALSE(bad.probe.facts().ok());
  EXPECT_FALSE(bad.probe.facts().ok());
  EXPECT_EQ(bad.exchanger.asked.size(), 1U);
  bad.clock.tick(std::chrono::seconds(6));
  EXPECT_FALSE(bad.probe.facts().ok());
  EXPECT_EQ(bad.exchanger.asked.size(), 2U);
}

TEST(OpenAiProbe, AsksForTwoSecondsAtMost) {
  Probed slow({});
  slow.delay = std::chrono::milliseconds(900);
  EXPECT_FALSE(slow.probe.facts().ok());
  std::chrono::nanoseconds longest{0};
  for (const auto& request : slow.exchanger.asked) longest += std::chrono::milliseconds(900), (void)request;
  EXPECT_LE(longest, std::chrono::seconds(2));
  for (const auto& request : slow.exchanger.asked) {
    EXPECT_LE(request.total_timeout, std::chrono::seconds(1));
    EXPECT_LE(request.connect_timeout, std::chrono::seconds(1));
  }
}

TEST(OpenAiProbe, SaysWhatIsMissingAndWhatHelps) {
  Probed ready({{"/v1/models", kVllmModels}});
  auto state = openai_state(ready.connection, ready.probe.facts());
  EXPECT_TRUE(state.is_ready);
  EXPECT_NE(state.note.find("vLLM-Omni at 127.0.0.1:8091, model Qwen/"), std::string::npos) << state.note;

  Probed off({});
  off.problem = Error{ErrorKind::Unavailable, "127.0.0.1 refused the connection"};
  state = openai_state(off.connection, off.probe.facts());
  EXPECT_FALSE(state.is_ready);
  EXPECT_NE(state.needs.find("refused"), std::string::npos);
  EXPECT_NE(state.step.find("start the server at 127.0.0.1:8091"), std::string::npos);

  Probed locked({});
  locked.status = 401;
  state = openai_state(locked.connection, locked.probe.facts());
  EXPECT_NE(state.needs.find("wants a key"), std::string::npos);

  Probed keyless({}, {.api_key_env = "NO_KEY"});
  state = openai_state(keyless.connection, keyless.probe.facts());
  EXPECT_NE(state.needs.find("NO_KEY"), std::string::npos);
  EXPECT_NE(state.step.find("NO_KEY"), std::string::npos);
  EXPECT_TRUE(keyless.exchanger.asked.empty());

  Probed odd(Pages{{"/", "<html>"}});
  state = openai_state(odd.connection, odd.probe.facts());
  EXPECT_FALSE(state.is_ready);
  EXPECT_NE(state.needs.find("base_url"), std::string::npos);
}

TEST(OpenAiProbe, OpenAiItselfClonesNothing) {
  const std::string models = R"({"data":[{"id":"tts-1","owned_by":"openai-internal"}]})";
  Probed theirs({{"/v1/models", models}}, {.api_key_env = "KEY"});
  const auto state = openai_state(theirs.connection, theirs.probe.facts());
  EXPECT_FALSE(state.is_ready);
  EXPECT_NE(state.needs.find("consent recording"), std::string::npos);
  EXPECT_EQ(theirs.exchanger.asked.at(0).headers.at(0).second, "Bearer sk-1");
  Probed custom({{"/v1/models", models}}, {.voices = {{"Ann", "voice_1"}}});
  EXPECT_TRUE(openai_state(custom.connection, custom.probe.facts()).is_ready);
}

TEST(OpenAiProbe, HostileAnswersAreNoFacts) {
  for (const char* odd : {"", "7", "[]", R"({"data":7})", R"({"data":[7,{"id":7}]})", "\xFF\xFE"}) {
    Probed probed({{"/v1/models", odd}, {"/v1/audio/voices", odd}, {"/api/voice-profiles", odd}});
    const auto facts = probed.probe.facts();
    EXPECT_TRUE(!facts.ok() || facts->models.empty());
  }
}

}  // namespace
}  // namespace timbre::cloud
