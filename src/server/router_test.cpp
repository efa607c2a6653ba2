// Rung: exact.
#include "server/router.h"

#include <gtest/gtest.h>

namespace timbre::server {
namespace {

Response named(const Request& request) { return {200, {}, request.parameters.at("id")}; }

class RouterTest : public ::testing::Test {
 protected:
  RouterTest() {
    router_.add({"GET", "/takes/{id}", Handler(named)});
    router_.add({"DELETE", "/takes/{id}", Handler(named)});
    router_.add({"GET", "/", Handler([](const Request&) { return Response{}; })});
  }
  Match match(const std::string& method, std::vector<std::string> path) {
    request_ = {};
    request_.method = method;
    request_.path = std::move(path);
    return router_.match(request_);
  }
  Router router_;
  Request request_;
};

TEST_F(RouterTest, FindsTheRouteAndItsParameters) {
  const Match found = match("GET", {"takes", "7"});
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(request_.parameters.at("id"), "7");
  EXPECT_EQ(match("HEAD", {"takes", "7"}).route, found.route);
  EXPECT_NE(match("DELETE", {"takes", "7"}).route, found.route);
  EXPECT_NE(match("GET", {}).route, nullptr);
}

TEST_F(RouterTest, SaysWhatAnAddressTakes) {
  const Match wrong = match("POST", {"takes", "7"});
  EXPECT_EQ(wrong.route, nullptr);
  EXPECT_EQ(wrong.refusal.status, 405);
  bool has_allow = false;
  for (const auto& [name, value] : wrong.refusal.headers) has_allow = has_allow || value == "DELETE, GET, HEAD";
  EXPECT_TRUE(has_allow);
  EXPECT_EQ(match("GET", {"takes"}).refusal.status, 404);
  EXPECT_EQ(match("GET", {"takes", "7", "x"}).refusal.status, 404);
}

}  // namespace
}  // namespace timbre::server
