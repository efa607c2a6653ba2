// Rung: exact, with a service that does what it is told.
#include <thread>

#include "score/scorecard_json.h"
#include "score/testing/advice_cards.h"
#include "server/api/testing/api_fixture.h"
#include "studio/judgement.h"
#include "studio/testing/scripted_advice_service.h"

namespace timbre::server {
namespace {

studio::Judge troubled_judge() {
  return [](const std::filesystem::path&, const studio::JobContext&) -> Result<store::Judgement> {
    return studio::judgement_of(score::troubled_card());
  };
}

class AdviceRoutes : public ApiFixture {
 protected:
  AdviceRoutes() : AdviceRoutes(std::make_shared<studio::ScriptedAdviceService>()) {}
  explicit AdviceRoutes(std::shared_ptr<studio::ScriptedAdviceService> service)
      : ApiFixture(troubled_judge(), {}, service), service_(std::move(service)) {}

  std::string judged() {
    const std::string id = add();
    while (json_of(call("GET", {"takes", id}))["scorecard"].is_null()) std::this_thread::yield();
    return id;
  }

  std::shared_ptr<studio::ScriptedAdviceService> service_;
};

TEST_F(AdviceRoutes, AreAskedAfterALookAtWhatIsSent) {
  const std::string id = judged();
  EXPECT_EQ(json_of(call("GET", {"advice", "service"}))["agreed"], false);
  const Json before = json_of(call("GET", {"takes", id, "richer-advice"}));
  EXPECT_EQ(before["state"], "none");
  ASSERT_TRUE(before["payload"].is_object());

  EXPECT_EQ(call("POST", {"takes", id, "richer-advice"}).status, 403);
  EXPECT_EQ(call("POST", {"takes", id, "richer-advice"}, R"({"agreed":false})").status, 403);
  EXPECT_EQ(call("POST", {"takes", id, "richer-advice"}, R"({"agreed":"yes"})").status, 400);
  EXPECT_EQ(call("POST", {"takes", "nobody", "richer-advice"}, R"({"agreed":true})").status, 404);
  EXPECT_TRUE(service_->asked().empty());

  EXPECT_EQ(call("POST", {"takes", id, "richer-advice"}, R"({"agreed":true})").status, 202);
  Json done;
  while (done["state"] != "done") done = json_of(call("GET", {"takes", id, "richer-advice"}));
  EXPECT_EQ(done["advice"].size(), 1U);
  EXPECT_EQ(done["dropped"].size(), 1U);
  EXPECT_EQ(done["payload"], before["payload"]);
  EXPECT_EQ(json_of(call("GET", {"advice", "service"}))["agreed"], true);
}

TEST_F(AdviceRoutes, WhatIsNotConfiguredIsUnavailableAndSaysWhatToDo) {
  service_->state_ = {};
  service_->state_.needs = "no service is configured";
  service_->state_.step = "add a section";
  const std::string id = judged();
  const Json service = json_of(call("GET", {"advice", "service"}));
  EXPECT_EQ(service["configured"], false);
  EXPECT_EQ(service["needs"], "no service is configured");
  EXPECT_EQ(call("POST", {"takes", id, "richer-advice"}, R"({"agreed":true})").status, 503);
  EXPECT_EQ(json_of(call("GET", {"takes", id, "richer-advice"}))["why"], "no service is configured");
  EXPECT_EQ(call("GET", {"takes", "nobody", "richer-advice"}).status, 404);
}

}  // namespace
}  // namespace timbre::server
