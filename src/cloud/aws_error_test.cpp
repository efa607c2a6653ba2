// Rung: exact. AWS's answers in both forms, and what people read of them.
#include "cloud/aws_error.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::cloud {
namespace {

AwsProblem problem(int status, const std::string& body, std::map<std::string, std::string> headers = {}) {
  return read_aws_problem({.status = status, .headers = std::move(headers), .body = body});
}

TEST(AwsError, ReadsJsonAndXml) {
  const auto xml = problem(
      404, "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code><Message>a &lt;b&gt; &amp;amp;</Message></Error>");
  EXPECT_EQ(xml.code, "NoSuchKey");
  EXPECT_EQ(xml.message, "a <b> &amp;");
  EXPECT_EQ(problem(400, R"({"__type": "com.amazon#ValidationException", "message": "no"})").code,
            "ValidationException");
  EXPECT_EQ(problem(400, R"({"Message": "no"})", {{"x-amzn-errortype", "AccessDeniedException:http://x"}}).code,
            "AccessDeniedException");
  EXPECT_EQ(problem(500, "").code, "");
}

TEST(AwsError, NeverShowsWhatWasSigned) {
  const auto refused = problem(403, R"({"message": "The Canonical String should have been x-amz-security-token:hush"})",
                               {{"x-amzn-errortype", "InvalidSignatureException"}});
  EXPECT_TRUE(refused.message.empty());
  EXPECT_EQ(aws_error(refused, "SageMaker").message.find("hush"), std::string::npos);
  EXPECT_EQ(aws_error(refused, "SageMaker").kind, ErrorKind::Denied);
}

TEST(AwsError, SaysWhatToDo) {
  const auto words = [](int status, const char* code) {
    return aws_error({.status = status, .code = code}, "S3").message;
  };
  EXPECT_NE(words(403, "InvalidAccessKeyId").find("does not know these credentials"), std::string::npos);
  EXPECT_NE(words(403, "ExpiredToken").find("have expired"), std::string::npos);
  EXPECT_NE(words(403, "RequestTimeTooSkewed").find("clock is wrong"), std::string::npos);
  EXPECT_NE(words(301, "PermanentRedirect").find("the bucket is in"), std::string::npos);
  EXPECT_NE(words(403, "AccessDenied").find("may not do that"), std::string::npos);
  EXPECT_NE(words(503, "SlowDown").find("busy or down"), std::string::npos);
  EXPECT_TRUE(is_worth_retrying({.status = 400, .code = "ThrottlingException"}));
  EXPECT_TRUE(is_worth_retrying({.status = 502}));
  EXPECT_FALSE(is_worth_retrying({.status = 403, .code = "AccessDenied"}));
}

TEST(AwsError, SurvivesAnyBytes) {
  SeededRandom random(11);
  const std::string alphabet = "<>/CodeMessage{}\"[]:,\\u00\xff\x80 e";
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    for (std::uint64_t i = random.next() % 60; i > 0; --i) body += alphabet[random.next() % alphabet.size()];
    const auto error = aws_error(problem(static_cast<int>(random.next() % 600), body), "S3");
    EXPECT_TRUE(error.message.starts_with("S3: "));
  }
}

}  // namespace
}  // namespace timbre::cloud
