// Rung: exact, and property: a reader that sleeps costs a bounded number of events and is told.
#include "server/events.h"

#include <gtest/gtest.h>

namespace timbre::server {
namespace {

TEST(Events, ReachEveryReaderInOrder) {
  EventHub hub;
  int news = 0;
  const auto first = hub.subscribe([&] { ++news; });
  const auto second = hub.subscribe([] {});
  hub.publish({"take", "1"});
  hub.publish({"take", "2"});
  EXPECT_EQ(news, 2);
  EXPECT_EQ(first->next()->data, "1");
  EXPECT_EQ(first->next()->data, "2");
  EXPECT_FALSE(first->next().has_value());
  EXPECT_EQ(second->next()->data, "1");
}

TEST(Events, AReaderThatSleepsIsToldThatItLostSome) {
  EventHub hub;
  const auto reader = hub.subscribe([] {});
  for (std::size_t i = 0; i <= kMaxWaitingEvents; ++i) hub.publish({"take", std::to_string(i)});
  EXPECT_EQ(reader->next()->name, "lost");
  EXPECT_EQ(reader->next()->data, std::to_string(kMaxWaitingEvents));
  EXPECT_FALSE(reader->next().has_value());
}

TEST(Events, OneThatLeftIsNotCalled) {
  EventHub hub;
  int news = 0;
  {
    const auto reader = hub.subscribe([&] { ++news; });
  }
  hub.publish({"take", "1"});
  EXPECT_EQ(news, 0);
}

TEST(Events, TextCannotForgeAnEvent) {
  EXPECT_EQ(to_event_stream({"take", "{}\n\nevent: evil\r\ndata: x"}), "event: take\ndata: {}event: evildata: x\n\n");
}

}  // namespace
}  // namespace timbre::server
