#pragma once
/// The file inside a form (multipart/form-data, RFC 7578; framing as in RFC 2046 section 5.1), found while it streams.

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace timbre::server {

/// The boundary of a Content-Type, or empty when it is no form. Quotes are taken off.
[[nodiscard]] std::string form_boundary(std::string_view content_type);

class MultipartReader {
 public:
  /// `on_name` gets the file's name once, then `on_bytes` its bytes in order.
  MultipartReader(const std::string& boundary, std::function<void(std::string)> on_name,
                  std::function<Result<void>(std::string_view)> on_bytes);

  /// InvalidInput for what is no form, or more than 8 KiB before the file or in a part's header.
  [[nodiscard]] Result<void> push(std::string_view bytes);
  /// Whether the file's end was seen.
  [[nodiscard]] bool is_whole() const { return state_ == State::Done; }

 private:
  enum class State { Preamble, Header, Skipped, File, Done };

  [[nodiscard]] Result<bool> advance();
  [[nodiscard]] Result<bool> read_header();
  [[nodiscard]] Result<bool> read_part();

  std::string delimiter_;  ///< CR LF "--" boundary
  std::function<void(std::string)> on_name_;
  std::function<Result<void>(std::string_view)> on_bytes_;
  State state_ = State::Preamble;
  std::string waiting_;
  std::size_t preamble_bytes_ = 0;
};

}  // namespace timbre::server
