#include "net/detail/curl_transfer.h"

#include "base/utf8.h"
#include "base/version.h"
#include "net/url.h"

namespace timbre::net::detail {
namespace {

constexpr int kLongestWaitMs = 100;

bool is_transient(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
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
      return true;
    default:
      return false;
  }
}

}  // namespace

CurlTransfer::CurlTransfer(const CurlLibrary& curl, CancelToken cancel)
    : curl_(curl),
      cancel_(std::move(cancel)),
      multi_(curl.multi_init(), curl.multi_cleanup),
      handle_(curl.easy_init(), curl.easy_cleanup),
      headers_(nullptr, curl.slist_free_all),
      user_agent_("timbre/" + std::string(kVersion)) {}

void CurlTransfer::add_header(const std::string& line) {
  if (curl_slist* longer = curl_.slist_append(headers_.get(), line.c_str()); longer != nullptr) {
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }
}

void CurlTransfer::open(const std::string& url, const TransferLimits& limits) {
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, scheme_of(url) == "http" ? "http" : "https");
  set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);  // a cancel does not wait for the thread that looks the name up
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(CURLOPT_USERAGENT, user_agent_.c_str());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, limits.slowest_bytes_per_second);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stall_timeout.count()));
  set(CURLOPT_ERRORBUFFER, message_);
  set(CURLOPT_HTTPHEADER, headers_.get());
  if (is_loopback(url) || is_link_local(url)) set(CURLOPT_PROXY, "");
}

CURLcode CurlTransfer::perform() {
  if (curl_.multi_add_handle(multi_.get(), handle_.get()) != CURLM_OK) return CURLE_OUT_OF_MEMORY;
  CURLcode code = CURLE_OK;
  for (int running = 1; running > 0;) {
    const bool is_going = !cancel_.is_cancelled() && curl_.multi_perform(multi_.get(), &running) == CURLM_OK;
    if (!is_going) {
      code = CURLE_ABORTED_BY_CALLBACK;
      break;
    }
    if (running > 0) curl_.multi_poll(multi_.get(), nullptr, 0, kLongestWaitMs, nullptr);
  }
  int left = 0;
  while (const CURLMsg* told = curl_.multi_info_read(multi_.get(), &left)) {
    if (told->msg == CURLMSG_DONE) code = told->data.result;
  }
  curl_.multi_remove_handle(multi_.get(), handle_.get());
  return code;
}

int CurlTransfer::status() const {
  long status = 0;
  curl_.easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

const char* CurlTransfer::redirect_url() const {
  const char* next = nullptr;
  curl_.easy_getinfo(handle_.get(), CURLINFO_REDIRECT_URL, &next);
  return next;
}

HttpFailure CurlTransfer::failure_of(CURLcode code, const std::string& url) const {
  const std::string why = message_[0] != '\0' ? message_ : curl_.easy_strerror(code);
  HttpFailure failure{{ErrorKind::Unavailable, host_of(url) + ": " + printable(why)}};
  failure.is_stall = code == CURLE_OPERATION_TIMEDOUT;
  failure.is_transient = is_transient(code);
  return failure;
}

}  // namespace timbre::net::detail
