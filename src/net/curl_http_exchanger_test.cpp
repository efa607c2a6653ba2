// Rung: exact. Against a server in this process that answers each connection with the next canned reply.
#include "net/curl_http_exchanger.h"

#include <chrono>
#include <thread>

#include "gtest/gtest.h"

#include "base/testing/fake_clock.h"
#include "net/testing/canned_server.h"

namespace timbre::net {
namespace {

const FakeClock kClock(std::chrono::system_clock::from_time_t(1'440'938'160));  // 2015-08-30 12:36:00 UTC

Result<HttpReply> send(const HttpRequest& request) { return CurlHttpExchanger(kClock).send(request); }

std::string answer(const std::string& status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
         "Connection: close\r\n\r\n" + body;
}

TEST(CurlHttpExchanger, SendsMethodHeadersAndBodyAndTakesTheAnswer) {
  CannedServer server({answer("201 Created", "made", "X-One: a\r\nx-one: b\r\nContent-Type: text/plain\r\n")});
  const auto reply = send({.method = "PUT",
                           .url = server.url() + "?q=1",
                           .headers = {{"Content-Type", "audio/wav"}, {"X-Empty", ""}},
                           .body = std::string("a\0b", 3)});
  ASSERT_TRUE(reply.ok()) << reply.error().message;
  EXPECT_EQ(reply->status, 201);
  EXPECT_EQ(reply->body, "made");
  EXPECT_EQ(reply->headers.at("x-one"), "a, b");
  EXPECT_EQ(reply->headers.at("content-type"), "text/plain");
  EXPECT_TRUE(server.asked().starts_with("PUT /x?q=1 HTTP/1.1\r\n")) << server.asked();
  EXPECT_NE(server.asked().find("Content-Type: audio/wav\r\n"), std::string::npos);
  EXPECT_NE(server.asked().find("X-Empty:\r\n"), std::string::npos) << server.asked();
  EXPECT_TRUE(server.asked().ends_with(std::string("\r\n\r\na\0b", 7)));
}

TEST(CurlHttpExchanger, KnowsEveryMethodWithAndWithoutABody) {
  for (const char* method : {"GET", "POST", "PUT", "DELETE", "HEAD"}) {
    CannedServer server({std::string(method) == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
                                                       : answer("204 No Content", "")});
    const auto reply = send({.method = method, .url = server.url()});
    ASSERT_TRUE(reply.ok()) << method << ": " << reply.error().message;
    EXPECT_TRUE(server.asked().starts_with(std::string(method) + " /x HTTP/1.1\r\n")) << server.asked();
    EXPECT_EQ(server.asked().find("Content-Type"), std::string::npos) << "none was asked for";
    EXPECT_EQ(server.asked().find("Expect"), std::string::npos);
  }
}

TEST(CurlHttpExchanger, AnyStatusIsAnAnswerAndRedirectsAreNotFollowed) {
  CannedServer server({answer("500 Oh", "why"), answer("302 Found", "", "Location: http://example.org/\r\n")});
  const auto broken = send({.url = server.url()});
  ASSERT_TRUE(broken.ok());
  EXPECT_EQ(broken->status, 500);
  EXPECT_EQ(broken->body, "why");
  const auto redirect = send({.url = server.url()});
  ASSERT_TRUE(redirect.ok());
  EXPECT_EQ(redirect->status, 302);
  EXPECT_EQ(redirect->headers.at("location"), "http://example.org/");
}

TEST(CurlHttpExchanger, StreamsTheBodyOfASuccessOnly) {
  CannedServer server({answer("200 OK", "block"), answer("400 No", "why"), answer("200 OK", "block")});
  std::string taken;
  HttpRequest request{.url = server.url(), .on_body = [&](std::string_view bytes) {
                        taken += bytes;
                        return Result<void>();
                      }};
  auto reply = send(request);
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(taken, "block");
  EXPECT_EQ(reply->body, "");
  reply = send(request);
  EXPECT_EQ(reply->body, "why");
  EXPECT_EQ(taken, "block");
  request.on_body = [](std::string_view) { return Result<void>(Error{ErrorKind::Corrupt, "not this"}); };
  EXPECT_EQ(send(request).error().message, "not this");
}

TEST(CurlHttpExchanger, StopsAtTheLimits) {
  CannedServer server(
      {answer("200 OK", "123456789"), answer("200 OK", "",
                                             "X: " + std::string(90'000, 'a') + "\r\nY: " + std::string(90'000, 'a') +
                                                 "\r\nZ: " + std::string(90'000, 'a') + "\r\n")});
  const auto body = send({.url = server.url(), .max_body_bytes = 8});
  ASSERT_FALSE(body.ok());
  EXPECT_EQ(body.error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(body.error().message, "127.0.0.1: the answer is longer than the 8 bytes that are allowed");
  const auto head = send({.url = server.url()});
  ASSERT_FALSE(head.ok());
  EXPECT_EQ(head.error().message, "127.0.0.1: the answer's head is too long");
}

TEST(CurlHttpExchanger, IsCancelledWhileNothingComes) {
  CannedServer server({std::string(CannedServer::kHold) + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"});
  HttpRequest request{.url = server.url()};
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    request.cancel.cancel();
  });
  const auto reply = send(request);  // would wait for a minute
  other.join();
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(send(request).error().kind, ErrorKind::Cancelled) << "before anything is sent";
}

TEST(CurlHttpExchanger, GivesUpOnAStallAndInTheEnd) {
  CannedServer server({std::string(CannedServer::kHold), std::string(CannedServer::kHold)});
  const auto stalled = send({.url = server.url(), .stall_timeout = std::chrono::seconds(1)});
  ASSERT_FALSE(stalled.ok());
  EXPECT_EQ(stalled.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(stalled.error().message.starts_with("127.0.0.1: ")) << stalled.error().message;
  const auto late = send({.url = server.url(), .total_timeout = std::chrono::seconds(1)});
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().kind, ErrorKind::Unavailable);
}

TEST(CurlHttpExchanger, SaysWhatIsWrongWithoutHeadersOrBodies) {
  std::string gone;
  {
    CannedServer server({"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nsecret"});
    gone = server.url();
    const auto cut = send({.method = "POST", .url = gone, .headers = {{"Authorization", "hush"}}, .body = "quiet"});
    ASSERT_FALSE(cut.ok());
    EXPECT_EQ(cut.error().kind, ErrorKind::Unavailable);
    for (const char* word : {"secret", "hush", "quiet"}) {
      EXPECT_EQ(cut.error().message.find(word), std::string::npos) << cut.error().message;
    }
  }
  EXPECT_EQ(send({.url = gone}).error().kind, ErrorKind::Unavailable) << "nobody listens";
  const auto split = send({.url = gone, .headers = {{"Authorization", "hush\r\nX: y"}}});
  ASSERT_FALSE(split.ok());
  EXPECT_EQ(split.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(split.error().message.find("'Authorization'"), std::string::npos);
  EXPECT_EQ(split.error().message.find("hush"), std::string::npos);
  EXPECT_EQ(send({.method = "GET /\r\n", .url = gone}).error().kind, ErrorKind::InvalidInput);
}

TEST(CurlHttpExchanger, GoesOnlyWhereItMay) {
  for (const char* url : {"http://10.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://u:p@example.org/"}) {
    EXPECT_EQ(send({.url = url}).error().kind, ErrorKind::Denied) << url;
  }
  EXPECT_EQ(send({.url = "ftp://10.0.0.1/", .allow_plain_http = true}).error().kind, ErrorKind::Denied);
}

TEST(CurlHttpExchanger, SignsWhatItSends) {
  CannedServer server({answer("200 OK", "")});
  const auto reply = send({.url = server.url() + "/../y?b=2&a=1",
                           .signing = AwsSigning{.access_key_id = "AKIDEXAMPLE",
                                                 .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                                 .session_token = "token",
                                                 .region = "us-east-1",
                                                 .service = "s3"}});
  ASSERT_TRUE(reply.ok()) << reply.error().message;
  EXPECT_TRUE(server.asked().starts_with("GET /x/../y?b=2&a=1 HTTP/1.1\r\n")) << server.asked();
  EXPECT_NE(server.asked().find("X-Amz-Date: 20150830T123600Z\r\n"), std::string::npos);
  EXPECT_NE(server.asked().find("X-Amz-Security-Token: token\r\n"), std::string::npos);
  EXPECT_NE(
      server.asked().find("Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request, "
                          "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature="),
      std::string::npos);
  const std::string host = "Host: " + server.url().substr(7, server.url().size() - 9) + "\r\n";
  EXPECT_NE(server.asked().find(host), std::string::npos) << server.asked();
}

}  // namespace
}  // namespace timbre::net
