#pragma once
/// Server-sent events (WHATWG HTML, "Server-sent events", 9.2.5 and 9.2.6), cut anywhere: only what their data says;
/// names, ids and comments are passed over.

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace timbre::cloud {

class EventStream {
 public:
  /// Gets the data of one event, its lines joined by a newline. An error stops the reading and is passed on.
  using Taker = std::function<Result<void>(const std::string& data)>;
  explicit EventStream(Taker taker) : taker_(std::move(taker)) {}
  /// InvalidInput for an event of more than 32 MiB.
  [[nodiscard]] Result<void> push(std::string_view bytes);

 private:
  [[nodiscard]] Result<void> take_line(std::string_view line);

  Taker taker_;
  std::string line_;
  std::string data_;
  bool has_data_ = false;
  bool was_return_ = false;  ///< a line ended in a carriage return; a newline right after belongs to it
};

}  // namespace timbre::cloud
