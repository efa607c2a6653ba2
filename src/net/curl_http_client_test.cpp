// Rung: exact. Against a server in this process that answers each connection with the next canned reply.
#include "net/curl_http_client.h"

#include <vector>

#include "gtest/gtest.h"

#include "net/testing/canned_server.h"

namespace timbre::net {
namespace {

struct Collected : HttpReceiver {
  HttpHead head;
  std::string body;
  std::optional<Error> refuses;
  Result<void> on_head(const HttpHead& value) override {
    head = value;
    if (refuses) return *refuses;
    return {};
  }
  Result<void> on_body(std::string_view bytes) override {
    body += bytes;
    return {};
  }
};

TEST(CurlHttpClient, TakesHeadAndBodyAsSent) {
  CannedServer server(
      {"HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\nContent-Range: bytes 5-7/8\r\n"
       "ETag: \"e\"\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\nabc"});
  Collected got;
  HttpGet get{server.url(), 5, "\"e\""};
  const auto failure = CurlHttpClient().get(get, got);
  ASSERT_FALSE(failure) << failure->error.message;
  EXPECT_EQ(got.head.status, 206);
  EXPECT_EQ(got.head.content_range->first, 5u);
  EXPECT_EQ(got.head.etag, "\"e\"");
  EXPECT_EQ(got.head.content_encoding, "gzip");
  EXPECT_EQ(got.body, "abc");
  EXPECT_NE(server.asked().find("Range: bytes=5-\r\n"), std::string::npos) << server.asked();
  EXPECT_NE(server.asked().find("If-Range: \"e\"\r\n"), std::string::npos);
  EXPECT_NE(server.asked().find("Accept-Encoding: identity\r\n"), std::string::npos);
}

TEST(CurlHttpClient, GoesOnOnlyWhereItMayAndNotForEver) {
  const auto to = [](const std::string& where) {
    return "HTTP/1.1 302 Found\r\nLocation: " + where + "\r\nContent-Length: 4\r\nConnection: close\r\n\r\npage";
  };
  for (const char* where : {"file:///etc/passwd", "http://example.org/x", "ftp://127.0.0.1/x"}) {
    CannedServer server({to(where)});
    Collected got;
    const auto failure = CurlHttpClient().get({server.url()}, got);
    ASSERT_TRUE(failure) << where;
    EXPECT_EQ(failure->error.kind, ErrorKind::Denied) << failure->error.message;
    EXPECT_FALSE(failure->is_transient);
    EXPECT_EQ(got.body, "");
  }
  {
    CannedServer server({to("/y"), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"});
    Collected got;
    EXPECT_FALSE(CurlHttpClient().get({server.url()}, got));
    EXPECT_EQ(got.body, "ok") << "nothing of the redirect's page";
    EXPECT_NE(server.asked().find("GET /y "), std::string::npos);
  }
  CannedServer loop(std::vector<std::string>(8, to("/x")));
  Collected got;
  EXPECT_TRUE(CurlHttpClient().get({loop.url()}, got));
}

TEST(CurlHttpClient, KnowsWhatIsWorthAnotherTry) {
  Collected got;
  std::string gone;
  {
    CannedServer server({"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"});
    gone = server.url();
    const auto failure = CurlHttpClient().get({gone}, got);
    ASSERT_TRUE(failure);
    EXPECT_TRUE(failure->is_transient) << "the connection ended early";
    EXPECT_EQ(got.body, "abc");
  }
  const auto refused = CurlHttpClient().get({gone}, got);
  ASSERT_TRUE(refused);
  EXPECT_TRUE(refused->is_transient);
  EXPECT_EQ(refused->error.kind, ErrorKind::Unavailable);
  const auto bad = CurlHttpClient().get({"ftp://example.org/"}, got);
  ASSERT_TRUE(bad);
  EXPECT_FALSE(bad->is_transient);
}

TEST(CurlHttpClient, StopsForTheReceiverAndForCancel) {
  CannedServer server(
      {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"});
  Collected got;
  got.refuses = Error{ErrorKind::Corrupt, "not this one"};
  const auto failure = CurlHttpClient().get({server.url()}, got);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->error.message, "not this one");
  EXPECT_EQ(got.body, "");
  HttpGet get{server.url()};
  get.cancel.cancel();
  EXPECT_EQ(CurlHttpClient().get(get, got)->error.kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::net
