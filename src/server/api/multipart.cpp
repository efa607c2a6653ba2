#include "server/api/multipart.h"

#include <algorithm>

namespace timbre::server {
namespace {

constexpr std::size_t kMaxHeaderBytes = 8192;
/// RFC 2046 section 5.1.1.
constexpr std::size_t kMaxBoundaryBytes = 70;

Error not_a_form() { return {ErrorKind::InvalidInput, "the upload is not a well-formed form; send the file itself"}; }

/// The value of filename="…" in a part's header; empty when it has none.
std::string file_name_of(std::string_view header) {
  constexpr std::string_view kName = "filename=\"";
  const std::size_t at = header.find(kName);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + kName.size());
  return std::string(rest.substr(0, rest.find('"')));
}

}  // namespace

std::string form_boundary(std::string_view content_type) {
  constexpr std::string_view kName = "boundary=";
  if (!content_type.starts_with("multipart/form-data")) return {};
  const std::size_t at = content_type.find(kName);
  if (at == std::string_view::npos) return {};
  std::string_view value = content_type.substr(at + kName.size());
  value = value.starts_with('"') ? value.substr(1, value.find('"', 1) - 1) : value.substr(0, value.find(';'));
  return value.size() <= kMaxBoundaryBytes ? std::string(value) : std::string();
}

MultipartReader::MultipartReader(const std::string& boundary, std::function<void(std::string)> on_name,
                                 std::function<Result<void>(std::string_view)> on_bytes)
    : delimiter_("\r\n--" + boundary),
      on_name_(std::move(on_name)),
      on_bytes_(std::move(on_bytes)),
      waiting_("\r\n") {}  // the first delimiter has no line before it

Result<void> MultipartReader::push(std::string_view bytes) {
  if (state_ == State::Done) return {};
  waiting_ += bytes;
  for (;;) {
    TRY(const bool has_moved, advance());
    if (!has_moved || state_ == State::Done) return {};
  }
}

Result<bool> MultipartReader::advance() {
  if (state_ == State::Header) return read_header();
  return read_part();
}

/// From behind a delimiter to the empty line; "--" there ends the form.
Result<bool> MultipartReader::read_header() {
  if (waiting_.starts_with("--")) return not_a_form();  // it ended without a file
  const std::size_t end = waiting_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (waiting_.size() > kMaxHeaderBytes) return not_a_form();
    return false;
  }
  const std::string name = file_name_of(std::string_view(waiting_).substr(0, end));
  waiting_.erase(0, end + 4);
  state_ = name.empty() ? State::Skipped : State::File;
  if (!name.empty()) on_name_(name);
  return true;
}

/// Everything up to the next delimiter, which may come in two blocks.
Result<bool> MultipartReader::read_part() {
  const std::size_t end = waiting_.find(delimiter_);
  const bool is_end = end != std::string::npos;
  const std::size_t kept = std::min(waiting_.size(), delimiter_.size() - 1);
  const std::size_t size = is_end ? end : waiting_.size() - kept;
  if (state_ == State::File && size > 0) TRY_VOID(on_bytes_(std::string_view(waiting_).substr(0, size)));
  if (state_ == State::Preamble) preamble_bytes_ += size;
  if (preamble_bytes_ > kMaxHeaderBytes) return not_a_form();
  waiting_.erase(0, is_end ? end + delimiter_.size() : size);
  if (!is_end) return false;
  state_ = state_ == State::File ? State::Done : State::Header;
  return true;
}

}  // namespace timbre::server
