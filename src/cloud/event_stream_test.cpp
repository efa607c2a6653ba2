// Property: the same events whatever the cuts. Definition: what WHATWG's "Server-sent events" says of lines and data.
#include "cloud/event_stream.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/random.h"

namespace timbre::cloud {
namespace {

std::vector<std::string> events_of(std::string_view bytes, Random& random, std::size_t longest) {
  std::vector<std::string> events;
  EventStream stream([&](const std::string& data) -> Result<void> {
    events.push_back(data);
    return {};
  });
  while (!bytes.empty()) {
    const std::size_t count = 1 + random.next() % longest;
    EXPECT_TRUE(stream.push(bytes.substr(0, count)).ok());
    bytes.remove_prefix(std::min(count, bytes.size()));
  }
  return events;
}

TEST(EventStream, JoinsLinesAndPassesOverTheRest) {
  SeededRandom random(1);
  const std::string text =
      ": a comment\nevent: x\ndata: one\ndata:two\n\n\r\ndata:  three\r\rid: 4\nretry: 5\n\ndata\n\ndata:\n\ndata: "
      "last";
  EXPECT_EQ(events_of(text, random, 1000), (std::vector<std::string>{"one\ntwo", " three", ""}));
}

TEST(EventStream, DoesNotCareWhereItIsCut) {
  SeededRandom random(2);
  std::string text;
  std::vector<std::string> expected;
  for (int i = 0; i < 200; ++i) {
    expected.push_back(std::string(random.next() % 40, 'x') + std::to_string(i));
    const char* const ends[]{"\n", "\r", "\r\n"};
    const std::string end = ends[random.next() % 3];
    text += "data: " + expected.back() + end + end;
  }
  for (const std::size_t longest : {1, 2, 3, 7, 50, 5000}) EXPECT_EQ(events_of(text, random, longest), expected);
}

TEST(EventStream, AnEventWithoutEndIsRefused) {
  EventStream stream([](const std::string&) -> Result<void> { return {}; });
  const std::string block(std::size_t{1} << 20, 'x');
  Result<void> pushed = stream.push("data: ");
  for (int i = 0; i < 40 && pushed.ok(); ++i) pushed = stream.push(block);
  ASSERT_FALSE(pushed.ok());
  EXPECT_EQ(pushed.error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::cloud
