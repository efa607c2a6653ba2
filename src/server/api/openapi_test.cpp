// Rung: exact. The document and the table of routes name the same operations. That the answers are as the document says
// is the end-to-end test's (tests/e2e/openapi_test.py).
#include <algorithm>
#include <cctype>
#include <set>

#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

using OpenApi = ApiFixture;

std::set<std::string> documented(const Json& document) {
  std::set<std::string> operations;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string upper = method;
      std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
      operations.insert(upper + " " + path);
    }
  }
  return operations;
}

TEST_F(OpenApi, DescribesEveryRouteAndNoOther) {
  const Json document = json_of(call("GET", {"openapi.json"}));
  EXPECT_EQ(document["openapi"], "3.1.0");
  std::set<std::string> served;
  for (const Route& route : router_.routes()) served.insert(route.method + " " + route.pattern);
  EXPECT_EQ(documented(document), served);
}

TEST_F(OpenApi, EveryChangeAsksForTheProofAndEveryOperationNamesItsProblems) {
  const Json document = json_of(call("GET", {"openapi.json"}));
  std::set<std::string> ids;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      EXPECT_TRUE(ids.insert(operation["operationId"]).second) << operation["operationId"];
      const std::string parameters = operation.value("parameters", Json::array()).dump();
      EXPECT_EQ(method == "get", parameters.find("parameters/XTimbre") == std::string::npos) << method << " " << path;
      EXPECT_EQ(path.find("{id}") == std::string::npos, parameters.find("parameters/Id") == std::string::npos) << path;
      for (const char* status : {"400", "403", "421", "500"}) {
        EXPECT_TRUE(operation["responses"].contains(status)) << method << " " << path << " " << status;
      }
    }
  }
}

TEST_F(OpenApi, IsNotSentTwice) {
  const std::string etag = header_of(call("GET", {"openapi.json"}), "ETag");
  EXPECT_EQ(call("GET", {"openapi.json"}, "", {{"if-none-match", etag}}).status, 304);
}

}  // namespace
}  // namespace timbre::server
