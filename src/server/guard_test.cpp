// Rung: exact. The ways by which other local servers were reached from foreign sites, each refused.
#include "server/guard.h"

#include <gtest/gtest.h>

namespace timbre::server {
namespace {

Request request_of(const std::string& method, const std::string& host) {
  Request request;
  request.method = method;
  request.path = {"api", "v1", "takes"};
  request.headers["host"] = host;
  return request;
}

int status_of(const Request& request, const GuardOptions& options = {}, int host_count = 1) {
  const auto refusal = refuse(request, host_count, options);
  return refusal ? refusal->status : 200;
}

TEST(Guard, OnlyLoopbackNamesAreOurs) {
  for (const char* host : {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8080", "127.1.2.3", "[::1]",
                           "[::1]:8080", "studio.localhost:80", "localhost."}) {
    EXPECT_EQ(status_of(request_of("GET", host)), 200) << host;
  }
  for (const char* host :
       {"", "evil.example", "evil.example:8080", "127.0.0.1.nip.io", "localhost.evil", "evil-localhost", ".localhost",
        "0.0.0.0", "192.168.1.1", "[::2]", "[::1", "127.0.0.1:", "127.0.0.1:abc", "127.0.0.1:999999", "[::1]x",
        "localhost:80:80", "2130706433", "0x7f.1", "user@localhost"}) {
    EXPECT_EQ(status_of(request_of("GET", host)), 421) << host;
  }
  EXPECT_EQ(status_of(request_of("GET", "localhost"), {}, 2), 421) << "two Host headers";
  EXPECT_EQ(status_of(request_of("GET", "localhost"), {}, 0), 421) << "no Host header";
  EXPECT_EQ(status_of(request_of("GET", "studio.lan"), {{"studio.lan"}, ""}), 200) << "a name that was configured";
}

TEST(Guard, AnotherOriginMayNotEvenRead) {
  for (const char* origin : {"null", "https://evil.example", "http://localhost.evil", "http://localhost:9999",
                             "http://localhost", "file://", "http://127.0.0.1:8080", "ftp://localhost:8080"}) {
    Request request = request_of("GET", "localhost:8080");
    request.headers["origin"] = origin;
    EXPECT_EQ(status_of(request), 403) << origin;
  }
  Request own = request_of("GET", "localhost:8080");
  own.headers["origin"] = "http://localhost:8080";
  EXPECT_EQ(status_of(own), 200);
}

TEST(Guard, EveryFetchSiteAndModeOnEveryMethod) {
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    for (const char* site : {"same-origin", "none", "same-site", "cross-site"}) {
      for (const char* mode : {"cors", "no-cors", "navigate", "same-origin"}) {
        Request request = request_of(method, "localhost");
        request.headers["sec-fetch-site"] = site;
        request.headers["sec-fetch-mode"] = mode;
        request.headers[kProofHeader] = "1";
        const bool is_ours = std::string(site) == "same-origin" || std::string(site) == "none";
        EXPECT_EQ(status_of(request), is_ours ? 200 : 403) << method << " " << site << " " << mode;
      }
    }
  }
}

TEST(Guard, AChangeNeedsTheProofThatOtherSitesCannotBring) {
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"}) {
    EXPECT_EQ(status_of(request_of(method, "localhost")), 403) << method;
    Request with_proof = request_of(method, "localhost");
    with_proof.headers[kProofHeader] = "1";
    EXPECT_EQ(status_of(with_proof), 200) << method;
  }
}

TEST(Guard, TheTokenOpensTheApiAndOnlyTheWholeToken) {
  const GuardOptions options{{}, "secret-token"};
  EXPECT_EQ(status_of(request_of("GET", "localhost"), options), 401);
  for (const char* wrong : {"", "secret-toke", "secret-token2", "Secret-token", "secret-tokensecret-token"}) {
    Request request = request_of("GET", "localhost");
    request.headers["authorization"] = std::string("Bearer ") + wrong;
    EXPECT_EQ(status_of(request, options), 401) << wrong;
  }
  Request bearer = request_of("GET", "localhost");
  bearer.headers["authorization"] = "Bearer secret-token";
  EXPECT_EQ(status_of(bearer, options), 200);
  Request cookie = request_of("GET", "localhost");
  cookie.headers["cookie"] = "a=b; timbre_token=secret-token";
  EXPECT_EQ(status_of(cookie, options), 200);
  Request page = request_of("GET", "localhost");
  page.path = {};
  EXPECT_EQ(status_of(page, options), 200) << "the page itself holds nothing of the user's";
}

}  // namespace
}  // namespace timbre::server
