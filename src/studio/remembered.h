#pragma once
/// A few results of long work, kept by name; whoever asks for one that is being made waits for it.

#include <algorithm>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"

namespace timbre::studio {

/// Thread-safe. Errors are not remembered.
template <typename T>
class Remembered {
 public:
  explicit Remembered(std::size_t kept) : kept_(kept) {}

  /// What was made under this name, or what `make` (Result<T>()) gives now.
  template <typename Make>
  [[nodiscard]] Result<std::shared_ptr<const T>> get(const std::string& name, Make&& make) {
    const std::shared_ptr<Entry> entry = entry_of(name);
    const std::lock_guard making(entry->mutex);
    if (!entry->value) {
      TRY(T made, make());
      entry->value = std::make_shared<const T>(std::move(made));
    }
    return entry->value;
  }

  void forget(const std::string& name) {
    const std::lock_guard lock(mutex_);
    entries_.remove_if([&name](const std::shared_ptr<Entry>& entry) { return entry->name == name; });
  }

 private:
  struct Entry {
    std::string name;
    std::mutex mutex;
    std::shared_ptr<const T> value;
  };

  std::shared_ptr<Entry> entry_of(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&name](const std::shared_ptr<Entry>& entry) { return entry->name == name; });
    if (found != entries_.end()) {
      entries_.splice(entries_.begin(), entries_, found);
      return entries_.front();
    }
    entries_.push_front(std::make_shared<Entry>());
    entries_.front()->name = name;
    if (entries_.size() > kept_) entries_.pop_back();
    return entries_.front();
  }

  std::size_t kept_;
  std::mutex mutex_;
  std::list<std::shared_ptr<Entry>> entries_;  // the one used last comes first
};

}  // namespace timbre::studio
