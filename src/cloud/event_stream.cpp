#include "cloud/event_stream.h"

#include <utility>

namespace timbre::cloud {
namespace {

constexpr std::size_t kLongestEventBytes = std::size_t{32} << 20;

}  // namespace

Result<void> EventStream::push(std::string_view bytes) {
  while (!bytes.empty()) {
    if (was_return_ && bytes.front() == '\n') bytes.remove_prefix(1);
    was_return_ = false;
    const auto end = bytes.find_first_of("\r\n");
    line_.append(bytes.substr(0, end));
    if (line_.size() + data_.size() > kLongestEventBytes) {
      return Error{ErrorKind::InvalidInput, "an event of the answer is over 32 MiB"};
    }
    if (end == std::string_view::npos) return {};
    was_return_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    const std::string line = std::exchange(line_, {});
    TRY_VOID(take_line(line));
  }
  return {};
}

Result<void> EventStream::take_line(std::string_view line) {
  if (line.empty()) {
    if (!std::exchange(has_data_, false)) return {};
    const std::string data = std::exchange(data_, {});
    return taker_(data);
  }
  constexpr std::string_view kData = "data:";
  if (!line.starts_with(kData)) return {};
  line.remove_prefix(kData.size());
  if (line.starts_with(' ')) line.remove_prefix(1);
  if (std::exchange(has_data_, true)) data_ += '\n';
  data_ += line;
  return {};
}

}  // namespace timbre::cloud
