// Rung: standard. The signatures that AWS publishes: the worked example of "Create a signed AWS API request" (IAM User
// Guide), the four of "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk"
// (Amazon S3 API Reference) and cases of AWS's Signature Version 4 test suite.
#include "net/aws_signature.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gtest/gtest.h"

#include "base/json.h"
#include "base/sha256.h"

namespace timbre::net {
namespace {

std::chrono::system_clock::time_point at(std::time_t seconds) {
  return std::chrono::system_clock::from_time_t(seconds);
}

const auto kAugust2015 = at(1'440'938'160);  // 20150830T123600Z
const auto kMay2013 = at(1'369'353'600);     // 20130524T000000Z

AwsSigning suite(const std::string& service) {
  return {.access_key_id = "AKIDEXAMPLE",
          .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
          .session_token = {},
          .region = "us-east-1",
          .service = service};
}

AwsSigning s3() {
  return {.access_key_id = "AKIAIOSFODNN7EXAMPLE",
          .secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          .session_token = {},
          .region = "us-east-1",
          .service = "s3"};
}

std::string header(const HttpHeaders& headers, const std::string& name) {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "none";
}

std::string signature_of(const HttpRequest& request, const AwsSigning& signing,
                         std::chrono::system_clock::time_point now) {
  const std::string line = header(aws_signature_headers(request, signing, now), "Authorization");
  return line.substr(line.find("Signature=") + 10);
}

TEST(AwsSignature, HoldsTheIamExample) {
  const HttpRequest request{.url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                            .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}}};
  const auto headers = aws_signature_headers(request, suite("iam"), kAugust2015);
  EXPECT_EQ(sha256_hex(aws_canonical_request(request, suite("iam"), kAugust2015)),
            "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
  EXPECT_EQ(header(headers, "X-Amz-Date"), "20150830T123600Z");
  EXPECT_EQ(header(headers, "Host"), "iam.amazonaws.com");
  EXPECT_EQ(header(headers, "X-Amz-Content-Sha256"), "none") << "S3's alone";
  EXPECT_EQ(header(headers, "Authorization"),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date, "
            "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

TEST(AwsSignature, HoldsTheFourOfS3) {
  const std::string bucket = "https://examplebucket.s3.amazonaws.com";
  EXPECT_EQ(signature_of({.url = bucket + "/test.txt", .headers = {{"Range", "bytes=0-9"}}}, s3(), kMay2013),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  EXPECT_EQ(signature_of(
                {.method = "PUT",
                 .url = bucket + "/test$file.text",
                 .headers = {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                 .body = "Welcome to Amazon S3."},
                s3(), kMay2013),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  EXPECT_EQ(signature_of({.url = bucket + "/?lifecycle"}, s3(), kMay2013),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  EXPECT_EQ(signature_of({.url = bucket + "/?prefix=J&max-keys=2"}, s3(), kMay2013),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

/// tests/stand_ins/aws_signatures.json, which the stand-in's verifier is held to as well.
TEST(AwsSignature, HoldsEverySignatureInTheList) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "SKIPPED: set TIMBRE_SOURCE to the checkout";
  std::ifstream file(std::filesystem::path(source) / "tests/stand_ins/aws_signatures.json");
  const Json list = Json::parse(file, nullptr, false);
  ASSERT_TRUE(list.is_object());
  for (const Json& one : list["cases"]) {
    const bool is_s3 = one["with"] == "s3";
    HttpRequest request{.method = one["method"], .url = one["url"], .body = one["body"]};
    for (const Json& pair : one["headers"]) request.headers.emplace_back(pair[0], pair[1]);
    const AwsSigning signing = is_s3 ? s3() : suite(one.value("service", "service"));
    EXPECT_EQ(signature_of(request, signing, is_s3 ? kMay2013 : kAugust2015), one["signature"]) << one["name"];
  }
  EXPECT_EQ(list["cases"].size(), 28u);
}

TEST(AwsSignature, ASessionsTokenIsSentAndSigned) {
  AwsSigning signing = s3();
  signing.session_token = "token";
  const auto headers = aws_signature_headers({.url = "https://b.s3.amazonaws.com/k"}, signing, kMay2013);
  EXPECT_EQ(header(headers, "X-Amz-Security-Token"), "token");
  EXPECT_NE(header(headers, "Authorization").find("x-amz-date;x-amz-security-token"), std::string::npos);
}

TEST(AwsSignature, EveryPartOfARequestChangesIt) {
  const HttpRequest request{
      .method = "PUT", .url = "https://b.s3.amazonaws.com/k?a=1", .headers = {{"X-A", "1"}}, .body = "b"};
  const std::string whole = signature_of(request, s3(), kMay2013);
  HttpRequest other = request;
  other.method = "POST";
  EXPECT_NE(signature_of(other, s3(), kMay2013), whole);
  other = request;
  other.url = "https://b.s3.amazonaws.com/l?a=1";
  EXPECT_NE(signature_of(other, s3(), kMay2013), whole);
  other = request;
  other.url = "https://c.s3.amazonaws.com/k?a=1";
  EXPECT_NE(signature_of(other, s3(), kMay2013), whole);
  other = request;
  other.url = "https://b.s3.amazonaws.com/k?a=2";
  EXPECT_NE(signature_of(other, s3(), kMay2013), whole);
  other = request;
  other.body = "c";
  EXPECT_NE(signature_of(other, s3(), kMay2013), whole);
  other = request;
  other.headers = {{"X-A", "2"}};
  EXPECT_NE(signature_of(other, s3(), kMay2013), whole);
  EXPECT_NE(signature_of(request, s3(), kMay2013 + std::chrono::seconds(1)), whole);
  AwsSigning wrong = s3();
  wrong.secret_access_key += "x";
  EXPECT_NE(signature_of(request, wrong, kMay2013), whole);
}

TEST(AwsSignature, ReadsAPathAsTheServiceDoes) {
  const auto path = [](const std::string& url, const AwsSigning& signing) {
    const std::string canonical = aws_canonical_request({.url = url}, signing, kMay2013);
    return canonical.substr(4, canonical.find('\n', 4) - 4);
  };
  EXPECT_EQ(path("https://h/a//b/../c%20d", s3()), "/a//b/../c%20d") << "a key is what it is";
  EXPECT_EQ(path("https://h/a//b/../c", suite("service")), "/a/c");
  EXPECT_EQ(path("https://h", suite("service")), "/");
  EXPECT_EQ(path("https://h/./", suite("service")), "/");
  EXPECT_EQ(path("https://h/model/a%3A0/converse", suite("bedrock")), "/model/a%253A0/converse");
  EXPECT_EQ(path("https://h/\xE1\x88\xB4", suite("service")), "/%E1%88%B4");
}

TEST(AwsSignature, EncodesForAnAddress) {
  EXPECT_EQ(aws_uri_encode("a/b c~-._=&+\xC3\xA4"), "a%2Fb%20c~-._%3D%26%2B%C3%A4");
  EXPECT_EQ(aws_uri_encode("a/b c", true), "a/b%20c");
}

}  // namespace
}  // namespace timbre::net
