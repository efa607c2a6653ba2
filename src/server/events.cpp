#include "server/events.h"

namespace timbre::server {
namespace {

void append_line(std::string& out, std::string_view field, std::string_view value) {
  out += field;
  out += ": ";
  for (const char c : value) {
    if (c != '\n' && c != '\r') out += c;
  }
  out += '\n';
}

}  // namespace

Subscription::~Subscription() {
  const std::lock_guard lock(hub_.mutex_);
  hub_.readers_.erase(this);
}

std::optional<Event> Subscription::next() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  Event event = std::move(waiting_.front());
  waiting_.pop_front();
  return event;
}

void Subscription::push(const Event& event) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMaxWaitingEvents) {
      waiting_.clear();
      waiting_.push_back({"lost", "{}"});
    }
    waiting_.push_back(event);
  }
  on_news_();
}

std::unique_ptr<Subscription> EventHub::subscribe(std::function<void()> on_news) {
  std::unique_ptr<Subscription> subscription(new Subscription(*this, std::move(on_news)));
  const std::lock_guard lock(mutex_);
  readers_.insert(subscription.get());
  return subscription;
}

void EventHub::publish(const Event& event) {
  const std::lock_guard lock(mutex_);
  for (Subscription* reader : readers_) reader->push(event);
}

std::string to_event_stream(const Event& event) {
  std::string text;
  append_line(text, "event", event.name);
  append_line(text, "data", event.data);
  return text + "\n";
}

}  // namespace timbre::server
