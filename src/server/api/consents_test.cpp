// Rung: exact. Consent by HTTP, but for the words in a recording (tests/e2e/consent_cli_test.py).
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

class ConsentsApi : public ApiFixture {
 protected:
  Json start(const Json& body = {{"voice", "Ada"}, {"person", "Ada Lovelace"}}) {
    const Response started = call("POST", {"consents"}, body.dump());
    EXPECT_EQ(started.status, 201);
    return json_of(started);
  }
  Json attest() {
    const Response attested =
        call("POST", {"consents", "attest"},
             Json{{"voice", "Bob"}, {"reason", "Signed on paper before me."}, {"days", 7}}.dump());
    EXPECT_EQ(attested.status, 201);
    return json_of(attested);
  }
};

TEST_F(ConsentsApi, StartGivesStatementAndChallenge) {
  const Json started = start();
  EXPECT_NE(started["statement"].get<std::string>().find("Ada Lovelace"), std::string::npos);
  EXPECT_EQ(started["challenge"].size(), 8u);
  EXPECT_EQ(started["challenge_ends_ms"].get<std::int64_t>() - started["started_ms"].get<std::int64_t>(), 120000);
  EXPECT_EQ(started["tries_left"], 3);
  const Json found = json_of(call("GET", {"consents", started["id"]}));
  EXPECT_EQ(found, started);
  EXPECT_EQ(json_of(call("GET", {"consents"}))["consents"].size(), 1u);
  EXPECT_TRUE(json_of(call("GET", {"voices"}))["voices"][0]["consent"].is_null());
}

TEST_F(ConsentsApi, WhatIsMissingIsSaid) {
  EXPECT_EQ(call("POST", {"consents"}, "{}").status, 400);
  EXPECT_EQ(call("POST", {"consents"}, R"({"voice":"Ada","language":"xx"})").status, 400);
  EXPECT_EQ(call("POST", {"consents"}, R"({"voice":"Ada","languages":"en"})").status, 400);
  EXPECT_EQ(call("POST", {"consents"}, R"({"voice":"Ada","days":0})").status, 400);
  EXPECT_EQ(call("GET", {"consents", "nobody"}).status, 404);
  EXPECT_EQ(call("POST", {"consents", "nobody", "revoke"}).status, 404);
  const Json started = start();
  EXPECT_NE(call("POST", {"consents", started["id"], "audio"}, "not a sound").status, 200);
  EXPECT_EQ(json_of(call("GET", {"consents", started["id"]}))["tries_left"], 3);
}

TEST_F(ConsentsApi, AttestedConsentHoldsUntilItIsRevoked) {
  const Json attested = attest();
  EXPECT_EQ(attested["state"], "given");
  EXPECT_EQ(attested["strength"], "attested");
  const Json voice = json_of(call("GET", {"voices"}))["voices"][0];
  EXPECT_EQ(voice["name"], "Bob");
  EXPECT_EQ(voice["consent"]["id"], attested["id"]);

  const std::string take = add();
  const std::string voice_id = attested["voice"];
  EXPECT_EQ(call("POST", {"voices", voice_id, "references"}, Json{{"take", take}}.dump()).status, 200);
  EXPECT_EQ(call("POST", {"voices", voice_id, "references"}, R"({"take":"none"})").status, 404);
  const Json revoked = json_of(call("POST", {"consents", attested["id"], "revoke"}));
  EXPECT_EQ(revoked["consents"], 1);
  EXPECT_EQ(revoked["references"], 1);
  EXPECT_EQ(call("GET", {"takes", take}).status, 404);
  const Json tombstone = json_of(call("GET", {"consents", attested["id"]}));
  EXPECT_EQ(tombstone["state"], "revoked");
  EXPECT_EQ(tombstone["person"], "");
  EXPECT_EQ(call("POST", {"consents", attested["id"], "revoke"}).status, 400);
}

}  // namespace
}  // namespace timbre::server
