// Rung: exact.
#include "net/url.h"

#include "gtest/gtest.h"

namespace timbre::net {
namespace {

TEST(Url, AllowsHttpsAndThisMachine) {
  for (const char* url : {"https://example.org/a", "HTTPS://Example.org:8443/a?b#c", "http://127.0.0.1:8080/x",
                          "http://localhost/x", "http://[::1]:80/x", "http://127.1.2.3"}) {
    EXPECT_TRUE(check_url(url).ok()) << url;
  }
}

TEST(Url, RefusesEverythingElse) {
  for (const char* url : {"",
                          "x",
                          "http://example.org/",
                          "ftp://example.org/",
                          "file:///etc/passwd",
                          "https://",
                          "https:///x",
                          "http://127.0.0.1@evil.org/",
                          "https://user:pass@example.org/",
                          "http://localhost.evil.org/",
                          "http://127.0.0.1.evil.org/",
                          "http://127.0.0.1./",
                          "https://a b/",
                          "https://a/\r\nHost: b",
                          "https://a\\b/",
                          "http://2130706433/",
                          "http://0x7f.0.0.1/",
                          "http://10.0.0.1/",
                          "https://exämple.org/",
                          "gopher://localhost/"}) {
    EXPECT_FALSE(check_url(url).ok()) << url;
  }
}

TEST(Url, AllowsPlainHttpWhereItIsAskedFor) {
  for (const char* url : {"http://10.0.0.1:8000/v1", "https://example.org/", "http://gpu.lan/"}) {
    EXPECT_TRUE(check_url_or_plain_http(url).ok()) << url;
  }
  for (const char* url : {"ftp://10.0.0.1/", "http://a b/", "http://user:pass@10.0.0.1/", "http:///x", "x"}) {
    EXPECT_FALSE(check_url_or_plain_http(url).ok()) << url;
  }
}

TEST(Url, ShowsNoPasswordAndNoKeyInAnError) {
  EXPECT_EQ(check_url("https://user:hush@example.org/").error().message.find("hush"), std::string::npos);
  EXPECT_EQ(check_url("ftp://example.org/?key=hush").error().message.find("hush"), std::string::npos);
}

TEST(Url, KnowsTheNetworkSegmentItself) {
  EXPECT_TRUE(is_link_local("http://169.254.169.254/latest/api/token"));
  EXPECT_FALSE(is_link_local("http://169.254.evil.org/"));
  EXPECT_FALSE(is_link_local("http://10.0.0.1/"));
}

TEST(Url, GoesOnOnlyWhereItMay) {
  EXPECT_TRUE(check_redirect("https://a/", "https://b/").ok());
  EXPECT_TRUE(check_redirect("http://127.0.0.1/", "http://127.0.0.1:99/").ok());
  EXPECT_TRUE(check_redirect("http://127.0.0.1/", "https://b/").ok());
  EXPECT_EQ(check_redirect("https://a/", "http://127.0.0.1/").error().kind, ErrorKind::Denied);
  EXPECT_EQ(check_redirect("https://a/", "http://b/").error().kind, ErrorKind::Denied);
  EXPECT_EQ(check_redirect("https://a/", "file:///etc/passwd").error().kind, ErrorKind::Denied);
  EXPECT_EQ(check_redirect("http://127.0.0.1/", "http://b/").error().kind, ErrorKind::Denied);
}

TEST(Url, NamesTheHost) {
  EXPECT_EQ(host_of("https://HuggingFace.co:443/x"), "huggingface.co");
  EXPECT_EQ(host_of("https://[2001:db8::1]:443/x"), "[2001:db8::1]");
  EXPECT_EQ(host_of("nothing"), "");
}

}  // namespace
}  // namespace timbre::net
