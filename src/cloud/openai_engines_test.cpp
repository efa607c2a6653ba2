// Definition: which engines there are for which settings, and what a person reads where there is none.
#include "cloud/openai_engines.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "cloud/testing/consenting_studio.h"
#include "cloud/testing/scripted_exchanger.h"

namespace timbre::cloud {
namespace {

struct Start {
  std::map<std::string, std::string> set;
  FakeClock clock;
  SeededRandom random{1};
  MemoryFileSystem disk;
  ScriptedExchanger exchanger{[](const net::HttpRequest&) -> Result<net::HttpReply> {
    return Error{ErrorKind::Unavailable, "127.0.0.1 refused the connection"};
  }};
  clone::EngineRegistry registry;

  void add(const Result<CloudSettings>& settings) {
    add_openai_engines(registry, settings,
                       {.exchanger = exchanger,
                        .clock = clock,
                        .random = random,
                        .disk = disk,
                        .environment = [this](const std::string& name) { return set[name]; }});
  }
  void add(const std::string& section) {
    CloudSettings settings{.file = "/data/engines.json"};
    if (!section.empty()) settings.openai_audio = Json::parse(section);
    add(Result(settings));
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& engine : registry.all()) all.push_back(engine->traits().name);
    return all;
  }
};

TEST(OpenAiEngines, WithoutAnyTheStepIsSaid) {
  Start start;
  start.add("");
  ASSERT_EQ(start.names(), std::vector<std::string>{"openai-audio"});
  const auto state = start.registry.all()[0]->state();
  EXPECT_FALSE(state.is_ready);
  EXPECT_NE(state.step.find("TIMBRE_OPENAI_BASE_URL"), std::string::npos);
  EXPECT_NE(state.step.find(R"({"openai_audio": [{"base_url": "http://127.0.0.1:8091"}]})"), std::string::npos);
  EXPECT_TRUE(start.exchanger.asked.empty());
  ConsentingStudio studio;
  const auto speech = studio.speak(*start.registry.all()[0]);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Unavailable);
}

TEST(OpenAiEngines, EveryServerIsOneAndTheEnvironmentComesFirst) {
  Start start;
  start.set = {{"TIMBRE_OPENAI_BASE_URL", "http://127.0.0.1:1"}};
  start.add(R"([{"name": "box", "base_url": "http://127.0.0.1:2"}, {"name": "two", "base_url": "https://b.example"}])");
  EXPECT_EQ(start.names(), (std::vector<std::string>{"openai-audio", "box", "two"}));
  Start named;
  named.set = start.set;
  named.add(R"([{"base_url": "http://127.0.0.1:2"}])");
  EXPECT_EQ(named.names(), std::vector<std::string>{"openai-audio"});
  EXPECT_NE(named.registry.all()[0]->traits().title.find("127.0.0.1:2"), std::string::npos) << "the file wins";
}

TEST(OpenAiEngines, WhatIsWrongIsTheStateOfOne) {
  Start start;
  start.add(R"([{"base_url": 7}])");
  ASSERT_EQ(start.names(), std::vector<std::string>{"openai-audio"});
  EXPECT_NE(start.registry.all()[0]->state().needs.find("base_url"), std::string::npos);
  Start broken;
  broken.add(Result<CloudSettings>(Error{ErrorKind::InvalidInput, "'engines.json', line 3: this is no JSON"}));
  EXPECT_NE(broken.registry.all()[0]->state().needs.find("line 3"), std::string::npos);
  Start odd;
  odd.set = {{"TIMBRE_OPENAI_BASE_URL", "gopher://x"}};
  odd.add("");
  EXPECT_NE(odd.registry.all()[0]->state().needs.find("TIMBRE_OPENAI_BASE_URL"), std::string::npos);
}

}  // namespace
}  // namespace timbre::cloud
