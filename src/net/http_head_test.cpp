// Rung: standard. RFC 9110, sections 8.8.3 (ETag), 10.2.3 (Retry-After), 14.4 (Content-Range).
#include "net/http_head.h"

#include "gtest/gtest.h"

namespace timbre::net {
namespace {

TEST(HttpHead, ReadsContentRange) {
  const auto range = parse_content_range("bytes 5-9/10");
  ASSERT_TRUE(range);
  EXPECT_EQ(range->first, 5u);
  EXPECT_EQ(range->last, 9u);
  EXPECT_EQ(range->total, 10u);
  EXPECT_FALSE(parse_content_range("bytes 5-9/*")->total);
  for (const char* value : {"", "bytes", "bytes */10", "bytes 9-5/10", "bytes 5-10/10", "bytes 5-/10", "bytes -5/10",
                            "lines 5-9/10", "bytes 5-9", "bytes 5-9/x", "bytes 5-99999999999999999999/*"}) {
    EXPECT_FALSE(parse_content_range(value)) << value;
  }
}

TEST(HttpHead, TakesWhatItNeeds) {
  HttpHead head;
  take_header("HTTP/1.1 200 OK\r\n", head);
  take_header("Content-Length: 42\r\n", head);
  take_header("ETAG:\t\"abc\"\r\n", head);
  take_header("content-encoding: gzip", head);
  take_header("Retry-After: 7", head);
  EXPECT_EQ(head.content_length, 42u);
  EXPECT_EQ(head.etag, "\"abc\"");
  EXPECT_EQ(head.content_encoding, "gzip");
  EXPECT_EQ(head.retry_after, std::chrono::seconds(7));
}

TEST(HttpHead, PassesOverWhatIsMalformed) {
  HttpHead head;
  for (const char* line : {"", ":", "no colon", "Content-Length: -1", "Content-Length: 1x", "ETag: W/\"weak\"",
                           "ETag: \"a\x01\"", "ETag: bare", "Content-Encoding: identity", "Retry-After: soon",
                           "Retry-After: 99999999999", "Content-Range: bytes 9-1/3"}) {
    take_header(line, head);
  }
  take_header("ETag: \"" + std::string(1000, 'x') + "\"", head);
  EXPECT_FALSE(head.content_length);
  EXPECT_EQ(head.etag, "");
  EXPECT_EQ(head.content_encoding, "");
  EXPECT_FALSE(head.retry_after);
  EXPECT_FALSE(head.content_range);
}

}  // namespace
}  // namespace timbre::net
