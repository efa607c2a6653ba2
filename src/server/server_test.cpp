// Rung: exact, over real sockets: what a client sends and what it gets, byte for byte where it matters.
#include "server/server.h"

#include <arpa/inet.h>
#include <fstream>
#include <gtest/gtest.h>
#include <poll.h>
#include <semaphore>
#include <sys/socket.h>
#include <unistd.h>

#include "base/testing/temporary_folder.h"
#include "base/unique_fd.h"

namespace timbre::server {
namespace {

/// A plain client that sends bytes and reads until the server closes or nothing came for a while.
class Client {
 public:
  explicit Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_open_ = ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  [[nodiscard]] bool is_open() const { return is_open_; }
  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  /// Until `end` was seen, the connection closed, or `patience_ms` passed without a byte.
  std::string receive(std::string_view end = "\r\n\r\nnever", int patience_ms = 5000) {
    std::string all;
    while (all.find(end) == std::string::npos) {
      pollfd waiting{fd_.get(), POLLIN, 0};
      if (::poll(&waiting, 1, patience_ms) <= 0) break;
      char block[4096];
      const ssize_t n = ::recv(fd_.get(), block, sizeof block, 0);
      if (n <= 0) {
        was_closed_ = true;
        break;
      }
      all.append(block, static_cast<std::size_t>(n));
    }
    return all;
  }
  [[nodiscard]] bool was_closed() const { return was_closed_; }

 private:
  UniqueFd fd_;
  bool is_open_ = false;
  bool was_closed_ = false;
};

/// Counts what an upload brought.
class CountingSink : public BodySink {
 public:
  Result<void> write(std::string_view bytes) override {
    count_ += bytes.size();
    return {};
  }
  Response finish() override { return {201, {}, std::to_string(count_)}; }

 private:
  std::size_t count_ = 0;
};

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.path() / "file") << "0123456789";
    ServerOptions options;
    options.host = "127.0.0.1";
    options.limits.header_time = std::chrono::milliseconds(300);
    options.limits.grace_time = std::chrono::milliseconds(300);
    options.limits.idle_time = std::chrono::milliseconds(600);
    options.limits.connections = 8;
    server_ = Server::start(options, routes(), events_).value();
  }
  Router routes() {
    Router router;
    router.add({"GET", "/hello", Handler([](const Request&) { return Response{200, {}, "hello"}; })});
    router.add({"GET", "/slow", Handler([this](const Request&) {
                  slow_begun_.release();
                  slow_may_end_.acquire();
                  return Response{200, {}, "slow"};
                })});
    router.add({"POST", "/echo", Handler([](const Request& r) { return json_response(200, r.body); }), 1000});
    router.add({"GET", "/file", Handler([this](const Request&) {
                  return Response{200, {}, FileBody{folder_.path() / "file", 2, 5}};
                })});
    router.add({"GET", "/events", Handler([](const Request&) {
                  return Response{200, {{"Content-Type", "text/event-stream"}}, EventBody{}};
                })});
    router.add({"POST", "/upload",
                UploadHandler([](const Request&) -> std::variant<std::unique_ptr<BodySink>, Response> {
                  return std::unique_ptr<BodySink>(std::make_unique<CountingSink>());
                }),
                10'000'000, false});
    return router;
  }
  std::string exchange(const std::string& bytes) {
    Client client(server_->port());
    client.send(bytes);
    return client.receive();
  }
  static std::string head(const std::string& line) { return line + " HTTP/1.1\r\nHost: localhost\r\n"; }
  static std::string last(const std::string& line) { return head(line) + "Connection: close\r\n\r\n"; }

  TemporaryFolder folder_;
  EventHub events_;
  std::counting_semaphore<> slow_begun_{0}, slow_may_end_{0};
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersWithTheHeadersThatGuardAPage) {
  const std::string answer = exchange(last("GET /hello"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\nhello")) << answer;
  for (const char* wanted : {"Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
                             "Referrer-Policy: no-referrer", "frame-ancestors 'none'", "Content-Length: 5"}) {
    EXPECT_NE(answer.find(wanted), std::string::npos) << wanted;
  }
  EXPECT_EQ(answer.find("Access-Control"), std::string::npos);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  const std::string answer = exchange(head("GET /hello") + "\r\n" + head("GET /file") + "\r\n" + last("GET /nothing"));
  const std::size_t first = answer.find("hello");
  const std::size_t second = answer.find("23456");
  const std::size_t third = answer.find("404 Not Found");
  EXPECT_NE(third, std::string::npos) << answer;
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
}

TEST_F(ServerTest, HeadHasTheHeadersAndNoBody) {
  const std::string answer = exchange(last("HEAD /file"));
  EXPECT_NE(answer.find("Content-Length: 5"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, BodiesHaveATypeAndALimit) {
  const std::string post = head("POST /echo") + "X-Timbre: 1\r\nConnection: close\r\n";
  const std::string json = post + "Content-Type: application/json\r\n";
  EXPECT_TRUE(exchange(json + "Content-Length: 2\r\n\r\n{}").ends_with("{}"));
  EXPECT_TRUE(exchange(json + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n").ends_with("{}"));
  EXPECT_NE(exchange(post + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}").find(" 415 "),
            std::string::npos);
  EXPECT_NE(exchange(json + "Content-Length: 1001\r\n\r\n").find(" 413 "), std::string::npos);
  EXPECT_NE(exchange(json + "Content-Length: 18446744073709551615\r\n\r\n").find(" 413 "), std::string::npos);
  const std::string chunk = "3f0\r\n" + std::string(1008, 'x') + "\r\n";
  EXPECT_NE(exchange(json + "Transfer-Encoding: chunked\r\n\r\n" + chunk).find(" 413 "), std::string::npos);
}

TEST_F(ServerTest, UploadsStreamAndMayAskFirst) {
  const std::string post = head("POST /upload") + "X-Timbre: 1\r\nConnection: close\r\n";
  const std::string bytes(3'000'000, 'x');
  EXPECT_TRUE(exchange(post + "Content-Length: 3000000\r\n\r\n" + bytes).ends_with("3000000"));
  Client polite(server_->port());
  polite.send(post + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(polite.receive("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  polite.send("abc");
  EXPECT_TRUE(polite.receive().ends_with("\r\n\r\n3"));
}

TEST_F(ServerTest, MalformedRequestsGetAnAnswerOrAClosedConnectionAndHarmNobody) {
  for (const std::string& bytes :
       {std::string("\r\n\r\n\r\n"), std::string("GET\r\n\r\n"), std::string("GET /hello HTTP/9.9\r\n\r\n"),
        std::string("\x16\x03\x01\x02\x00\x01", 6), std::string("GET /hello HTTP/1.1\r\n: x\r\n\r\n"),
        std::string("GET /hello HTTP/1.1\r\nHost localhost\r\n\r\n"), std::string(20000, 'A'),
        "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(20000, 'y') + "\r\n\r\n",
        head("POST /echo") + "X-Timbre: 1\r\nContent-Length: -1\r\n\r\n",
        head("POST /echo") + "X-Timbre: 1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        head("POST /echo") + "X-Timbre: 1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head("GET /%2e%2e/x") + "\r\n", std::string("GET /hello\0x HTTP/1.1\r\n\r\n", 24)}) {
    const std::string answer = exchange(bytes);
    EXPECT_EQ(answer.find(" 200 "), std::string::npos) << bytes.substr(0, 60);
  }
  EXPECT_TRUE(exchange(last("GET /hello")).ends_with("hello"));
}

TEST_F(ServerTest, ForeignHostsAndSitesAreRefusedBeforeAnythingElse) {
  EXPECT_NE(exchange("GET /hello HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").find(" 421 "),
            std::string::npos);
  EXPECT_NE(
      exchange("GET /hello HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n").find(" 421 "),
      std::string::npos);
  EXPECT_NE(exchange("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").find(" 400 "),
            std::string::npos);
  EXPECT_NE(exchange(head("POST /upload") + "Content-Length: 3\r\n\r\nabc").find(" 403 "), std::string::npos);
}

TEST_F(ServerTest, AHeaderThatNeverEndsIsClosedAndSoIsABodyThatStops) {
  Client slow(server_->port());
  slow.send("GET /hello HTTP/1.1\r\n");
  slow.receive();
  EXPECT_TRUE(slow.was_closed());
  Client stopped(server_->port());
  stopped.send(head("POST /upload") + "X-Timbre: 1\r\nContent-Length: 100\r\n\r\nabc");
  const std::string answer = stopped.receive();
  EXPECT_TRUE(stopped.was_closed());
  EXPECT_EQ(answer.find(" 201 "), std::string::npos);
}

TEST_F(ServerTest, StalledConnectionsGiveWayToOneThatAsks) {
  std::vector<std::unique_ptr<Client>> stalled;
  for (int i = 0; i < 20; ++i) {
    stalled.push_back(std::make_unique<Client>(server_->port()));
    stalled.back()->send("GET /he");
  }
  EXPECT_TRUE(exchange(last("GET /hello")).ends_with("hello"));
}

TEST_F(ServerTest, AsManySlowCallsAsABrowserHasConnectionsLeaveRoomForAnother) {
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 6; ++i) {
    slow.push_back(std::make_unique<Client>(server_->port()));
    slow.back()->send(last("GET /slow"));
  }
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(slow_begun_.try_acquire_for(std::chrono::seconds(5))) << i;
  EXPECT_TRUE(exchange(last("GET /hello")).ends_with("hello")) << "while the slow ones wait for it";
  slow_may_end_.release(6);
  for (const auto& client : slow) EXPECT_TRUE(client->receive().ends_with("slow"));
}

TEST_F(ServerTest, EventsReachAnOpenPage) {
  Client page(server_->port());
  page.send(head("GET /events") + "\r\n");
  EXPECT_NE(page.receive("\r\n\r\n").find("text/event-stream"), std::string::npos);
  events_.publish({"take", R"({"id":1})"});
  EXPECT_EQ(page.receive("\n\n"), "event: take\ndata: {\"id\":1}\n\n");
  Client other(server_->port());
  other.send(last("GET /hello"));
  EXPECT_TRUE(other.receive().ends_with("hello"));
}

TEST(ServerStart, BeyondLoopbackNeedsATokenAndACertificate) {
  EventHub events;
  for (const char* host : {"0.0.0.0", "::", "192.0.2.1"}) {
    ServerOptions options;
    options.host = host;
    const auto started = Server::start(options, {}, events);
    ASSERT_FALSE(started.ok()) << host;
    EXPECT_EQ(started.error().kind, ErrorKind::Denied);
    EXPECT_NE(started.error().message.find("--tls-certificate"), std::string::npos);
    options.guard.token = "token";
    EXPECT_EQ(Server::start(options, {}, events).error().kind, ErrorKind::Denied) << "a token alone is read by all";
  }
}

TEST(ServerStart, ATakenPortIsSaid) {
  EventHub events;
  ServerOptions options;
  options.host = "127.0.0.1";
  const auto first = Server::start(options, {}, events).value();
  options.port = first->port();
  const auto second = Server::start(options, {}, events);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(second.error().message.find("--port"), std::string::npos);
}

}  // namespace
}  // namespace timbre::server
