#include "net/curl_http_client.h"

#include <memory>

#include "base/version.h"
#include "net/detail/curl_library.h"
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
      : curl_(curl), request_(request), receiver_(receiver), handle_(curl.easy_init(), curl.easy_cleanup) {}

  /// The address to go on to, empty when this was the last hop.
  std::optional<HttpFailure> run(const std::string& url, std::string& next_url) {
    if (!handle_) return HttpFailure{{ErrorKind::Unavailable, "libcurl has no memory"}};
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr, curl_.slist_free_all);
    headers.reset(curl_.slist_append(headers.release(), "Accept-Encoding: identity"));
    if (request_.from_byte > 0 && !request_.if_range.empty()) {
      headers.reset(curl_.slist_append(headers.release(), ("If-Range: " + request_.if_range).c_str()));
    }
    set(CURLOPT_HTTPHEADER, headers.get());
    configure(url);
    const CURLcode code = curl_.easy_perform(handle_.get());
    if (stopped_) return HttpFailure{*stopped_};
    if (request_.cancel.is_cancelled()) return HttpFailure{{ErrorKind::Cancelled, "stopped"}};
    if (code != CURLE_OK) return failure_of(code, url);
    if (is_redirect(head_.status)) return take_redirect(url, next_url);
    return std::nullopt;
  }

 private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_.easy_setopt(handle_.get(), option, value);
  }

  void configure(const std::string& url) {
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, url.starts_with("http:") ? "http" : "https");
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);  // each hop is checked here
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_USERAGENT, user_agent_.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesPerSecond);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(request_.stall_timeout.count()));
    set(CURLOPT_ERRORBUFFER, message_);
    set(CURLOPT_HEADERFUNCTION, &Hop::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Hop::on_write);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_XFERINFOFUNCTION, &Hop::on_progress);
    set(CURLOPT_XFERINFODATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    if (is_loopback(url)) set(CURLOPT_PROXY, "");
    if (request_.from_byte > 0) set(CURLOPT_RANGE, range_.c_str());
  }

  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Hop*>(self)->take_head_line({bytes, size * count}) ? size * count : 0;
  }

  static std::size_t on_write(char* bytes, std::size_t size, std::size_t count, void* self) {
    Hop& hop = *static_cast<Hop*>(self);
    if (is_redirect(hop.head_.status)) return size * count;
    return hop.keep(hop.receiver_.on_body({bytes, size * count})) ? size * count : 0;
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Hop*>(self)->request_.cancel.is_cancelled() ? 1 : 0;
  }

  bool take_head_line(std::string_view line) {
    if (line.starts_with("HTTP/")) head_ = HttpHead{};
    if (line != "\r\n" && line != "\n") {
      take_header(line, head_);
      return true;
    }
    long status = 0;
    curl_.easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    head_.status = static_cast<int>(status);
    const bool is_final = head_.status >= 200 && !is_redirect(head_.status);
    return !is_final || keep(receiver_.on_head(head_));
  }

  bool keep(const Result<void>& result) {
    if (!result.ok()) stopped_ = result.error();
    return result.ok();
  }

  std::optional<HttpFailure> take_redirect(const std::string& url, std::string& next_url) {
    const char* next = nullptr;
    curl_.easy_getinfo(handle_.get(), CURLINFO_REDIRECT_URL, &next);
    if (next == nullptr) return HttpFailure{{ErrorKind::Unavailable, host_of(url) + " sends us on to nowhere"}};
    const Result<void> allowed = check_redirect(url, next);
    if (!allowed.ok()) return HttpFailure{allowed.error()};
    next_url = next;
    return std::nullopt;
  }

  [[nodiscard]] HttpFailure failure_of(CURLcode code, const std::string& url) const {
    const std::string why = message_[0] != '\0' ? message_ : curl_.easy_strerror(code);
    HttpFailure failure{{ErrorKind::Unavailable, host_of(url) + ": " + why}};
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT:
        failure.is_stall = true;
        failure.is_transient = true;
        break;
      case CURLE_COULDNT_RESOLVE_PROXY:
      case CURLE_COULDNT_RESOLVE_HOST:
      case CURLE_COULDNT_CONNECT:
      case CURLE_WEIRD_SERVER_REPLY:
      case CURLE_HTTP2:
      case CURLE_HTTP2_STREAM:
      case CURLE_PARTIAL_FILE:
      case CURLE_GOT_NOTHING:
      case CURLE_SEND_ERROR:
      case CURLE_RECV_ERROR:
      case CURLE_SSL_CONNECT_ERROR:
        failure.is_transient = true;
        break;
      default:
        break;
    }
    return failure;
  }

  const CurlLibrary& curl_;
  const HttpGet& request_;
  HttpReceiver& receiver_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
  std::string user_agent_ = "timbre/" + std::string(kVersion);
  std::string range_ = std::to_string(request_.from_byte) + "-";
  char message_[CURL_ERROR_SIZE] = {};
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
