// Rung: exact.
#include "cloud/cloud_advice.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "cloud/testing/scripted_advice_network.h"

namespace timbre::cloud {
namespace {

TEST(CloudAdvice, IsThereConfiguredOrNotAndSaysWhatToDo) {
  MemoryFileSystem disk;
  const FakeClock clock;
  ScriptedAdviceNetwork network({answer_with(500, "")});
  const auto state_with = [&](const char* settings) {
    if (settings != nullptr) disk.files["/data/engines.json"] = settings;
    return make_advice_service("/data", disk, clock, network)->state();
  };
  const auto none = state_with(nullptr);
  EXPECT_FALSE(none.is_configured);
  EXPECT_NE(none.step.find("/data/engines.json"), std::string::npos) << none.step;
  EXPECT_EQ(state_with("{}").needs, none.needs) << "a file about something else";
  const auto broken = state_with("{");
  EXPECT_FALSE(broken.is_configured);
  EXPECT_NE(broken.step.find("mend"), std::string::npos);
  EXPECT_NE(state_with(R"({"advice":{"service":"x","model":"m"}})").needs.find(".service"), std::string::npos);
  const auto chat = state_with(R"({"advice":{"service":"openai_chat","model":"m","base_url":"http://localhost:1"}})");
  EXPECT_TRUE(chat.is_configured) << chat.needs;
  EXPECT_EQ(chat.service, "openai_chat");
  EXPECT_TRUE(network.asked.empty()) << "nobody was asked";
  EXPECT_EQ(state_with(R"({"advice":{"service":"bedrock","model":"m","region":"eu-west-1"}})").service, "bedrock");
}

TEST(CloudAdvice, NobodyIsAskedWithoutSettings) {
  MemoryFileSystem disk;
  const FakeClock clock;
  ScriptedAdviceNetwork network({answer_with(200, "")});
  const auto answer = make_advice_service("/data", disk, clock, network)->ask(score::advice_request({}), {});
  EXPECT_EQ(answer.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(network.asked.empty());
}

}  // namespace
}  // namespace timbre::cloud
