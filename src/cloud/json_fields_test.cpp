// Rung: exact.
#include "cloud/json_fields.h"

#include <gtest/gtest.h>

namespace timbre::cloud {
namespace {

TEST(JsonFields, GivesWhatIsThereAndWhatIsAssumed) {
  const Json object = Json::parse(R"({"endpoint": "voice", "minutes": 12.5, "plain": true, "list": [1]})");
  JsonFields fields(object, "file: part");
  EXPECT_EQ(fields.text("endpoint"), "voice");
  EXPECT_EQ(fields.text_or("region", "eu-west-1"), "eu-west-1");
  EXPECT_EQ(fields.number_or("minutes", 20, 1, 60), 12.5);
  EXPECT_EQ(fields.number_or("hours", 20, 1, 60), 20);
  EXPECT_TRUE(fields.flag_or("plain", false));
  EXPECT_FALSE(fields.flag_or("other", false));
  EXPECT_EQ(fields.value("list").size(), 1u);
  EXPECT_TRUE(fields.value("none").is_null());
  EXPECT_TRUE(fields.done().ok());
}

std::string complaint(const char* text, const std::function<void(JsonFields&)>& ask) {
  const Json object = Json::parse(text);
  JsonFields fields(object, "engines.json: sagemaker");
  ask(fields);
  const auto done = fields.done();
  return done.ok() ? "none" : done.error().message;
}

TEST(JsonFields, NamesTheFieldAndNeverItsValue) {
  const auto endpoint = [](JsonFields& fields) { static_cast<void>(fields.text("endpoint")); };
  EXPECT_EQ(complaint("{}", endpoint), "engines.json: sagemaker.endpoint is missing; it must be text");
  EXPECT_EQ(complaint(R"({"endpoint": 7})", endpoint), "engines.json: sagemaker.endpoint must be text");
  EXPECT_EQ(complaint(R"({"endpoint": ""})", endpoint), "engines.json: sagemaker.endpoint is missing; it must be text");
  EXPECT_EQ(complaint("[1]", endpoint), "engines.json: sagemaker must be an object: {…}");
  EXPECT_EQ(complaint(R"({"endpoint": "a", "endpiont": "b"})", endpoint),
            "engines.json: sagemaker.endpiont is not known; there are: endpoint");
  EXPECT_EQ(complaint(R"({"endpoint": "a", "secret_access_key": "hush"})", endpoint),
            "engines.json: sagemaker.secret_access_key is not known; a secret never belongs in this file; there are: "
            "endpoint");
  const auto minutes = [](JsonFields& fields) { static_cast<void>(fields.number_or("minutes", 20, 1, 60)); };
  EXPECT_EQ(complaint(R"({"minutes": 61})", minutes), "engines.json: sagemaker.minutes must be a number from 1 to 60");
  EXPECT_EQ(complaint(R"({"minutes": "5"})", minutes), "engines.json: sagemaker.minutes must be a number from 1 to 60");
  const auto plain = [](JsonFields& fields) { static_cast<void>(fields.flag_or("plain", false)); };
  EXPECT_EQ(complaint(R"({"plain": 1})", plain), "engines.json: sagemaker.plain must be true or false");
}

}  // namespace
}  // namespace timbre::cloud
