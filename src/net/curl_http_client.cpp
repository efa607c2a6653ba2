#include "net/curl_http_client.h"

#include "net/detail/curl_transfer.h"
#include "net/url.h"

namespace timbre::net {
namespace {

using detail::CurlLibrary;

constexpr int kMostRedirects = 5;
constexpr long kSlowestBytesPerSecond = 1'000;

bool is_redirect(int status) { return status >= 300 && status < 400 && status != 304; }

/// One hop: what the callbacks of one transfer share.
class Hop {
 public:
  Hop(const CurlLibrary& curl, const HttpGet& request, HttpReceiver& receiver)
      : request_(request), receiver_(receiver), transfer_(curl, request.cancel) {}

  /// The address to go on to, empty when this was the last hop.
  std::optional<HttpFailure> run(const std::string& url, std::string& next_url) {
    if (!transfer_.is_open()) return HttpFailure{{ErrorKind::Unavailable, "libcurl has no memory"}};
    transfer_.add_header("Accept-Encoding: identity");
    if (request_.from_byte > 0 && !request_.if_range.empty()) transfer_.add_header("If-Range: " + request_.if_range);
    configure(url);
    const CURLcode code = transfer_.perform();
    if (stopped_) return HttpFailure{*stopped_};
    if (request_.cancel.is_cancelled()) return HttpFailure{{ErrorKind::Cancelled, "stopped"}};
    if (code != CURLE_OK) return transfer_.failure_of(code, url);
    if (is_redirect(head_.status)) return take_redirect(url, next_url);
    return std::nullopt;
  }

 private:
  void configure(const std::string& url) {
    transfer_.open(url, {request_.connect_timeout, request_.stall_timeout, kSlowestBytesPerSecond});
    transfer_.set(CURLOPT_HEADERFUNCTION, &Hop::on_header);
    transfer_.set(CURLOPT_HEADERDATA, this);
    transfer_.set(CURLOPT_WRITEFUNCTION, &Hop::on_write);
    transfer_.set(CURLOPT_WRITEDATA, this);
    if (request_.from_byte > 0) transfer_.set(CURLOPT_RANGE, range_.c_str());
  }

  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Hop*>(self)->take_head_line({bytes, size * count}) ? size * count : 0;
  }

  static std::size_t on_write(char* bytes, std::size_t size, std::size_t count, void* self) {
    Hop& hop = *static_cast<Hop*>(self);
    if (is_redirect(hop.head_.status)) return size * count;
    return hop.keep(hop.receiver_.on_body({bytes, size * count})) ? size * count : 0;
  }

  bool take_head_line(std::string_view line) {
    if (line.starts_with("HTTP/")) head_ = HttpHead{};
    if (line != "\r\n" && line != "\n") {
      take_header(line, head_);
      return true;
    }
    head_.status = transfer_.status();
    const bool is_final = head_.status >= 200 && !is_redirect(head_.status);
    return !is_final || keep(receiver_.on_head(head_));
  }

  bool keep(const Result<void>& result) {
    if (!result.ok()) stopped_ = result.error();
    return result.ok();
  }

  std::optional<HttpFailure> take_redirect(const std::string& url, std::string& next_url) {
    const char* next = transfer_.redirect_url();
    if (next == nullptr) return HttpFailure{{ErrorKind::Unavailable, host_of(url) + " sends us on to nowhere"}};
    const Result<void> allowed = check_redirect(url, next);
    if (!allowed.ok()) return HttpFailure{allowed.error()};
    next_url = next;
    return std::nullopt;
  }

  const HttpGet& request_;
  HttpReceiver& receiver_;
  detail::CurlTransfer transfer_;
  std::string range_ = std::to_string(request_.from_byte) + "-";
  HttpHead head_;
  std::optional<Error> stopped_;
};

}  // namespace

std::optional<HttpFailure> CurlHttpClient::get(const HttpGet& request, HttpReceiver& receiver) {
  const auto curl = detail::curl_library();
  if (!curl.ok()) return HttpFailure{curl.error()};
  if (const Result<void> allowed = check_url(request.url); !allowed.ok()) return HttpFailure{allowed.error()};
  std::string url = request.url;
  for (int redirects = 0; redirects <= kMostRedirects; ++redirects) {
    std::string next_url;
    auto failure = Hop(**curl, request, receiver).run(url, next_url);
    if (failure || next_url.empty()) return failure;
    url = std::move(next_url);
  }
  return HttpFailure{
      {ErrorKind::Unavailable, host_of(url) + " sends us on more than " + std::to_string(kMostRedirects) + " times"}};
}

}  // namespace timbre::net
