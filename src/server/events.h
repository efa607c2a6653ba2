#pragma once
/// News for open pages: what changed and how far long work is. Thread-safe.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace timbre::server {

struct Event {
  std::string name;  ///< "take", "job" …
  std::string data;  ///< JSON on one line
};

class EventHub;

/// One reader's queue. A reader that does not keep up loses the oldest and is told by an event "lost", whereupon a
/// page asks for everything anew.
class Subscription {
 public:
  ~Subscription();
  /// The next event, if any.
  [[nodiscard]] std::optional<Event> next();

 private:
  friend class EventHub;
  Subscription(EventHub& hub, std::function<void()> on_news) : hub_(hub), on_news_(std::move(on_news)) {}
  void push(const Event& event);

  EventHub& hub_;
  std::function<void()> on_news_;
  std::mutex mutex_;
  std::deque<Event> waiting_;
};

/// Most events that wait for one reader.
inline constexpr std::size_t kMaxWaitingEvents = 256;

class EventHub {
 public:
  /// `on_news` is called from the publisher's thread after an event was put into the queue; it must not block. The hub
  /// must outlive the subscription.
  [[nodiscard]] std::unique_ptr<Subscription> subscribe(std::function<void()> on_news);
  void publish(const Event& event);

 private:
  friend class Subscription;
  std::mutex mutex_;
  std::set<Subscription*> readers_;
};

/// As text of the event stream format: "event: …\ndata: …\n\n". Line breaks inside are taken out.
[[nodiscard]] std::string to_event_stream(const Event& event);

}  // namespace timbre::server
