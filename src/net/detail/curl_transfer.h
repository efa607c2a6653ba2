#pragma once
/// One transfer by libcurl: what every request of ours has in common, and a wait that a cancel ends within a fraction
/// of a second.

#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <string>

#include "base/cancel.h"
#include "net/detail/curl_library.h"
#include "net/http_client.h"

namespace timbre::net::detail {

struct TransferLimits {
  std::chrono::milliseconds connect_timeout{15'000};
  std::chrono::seconds stall_timeout{30};
  long slowest_bytes_per_second = 1;  ///< slower than this for stall_timeout is a stall
};

class CurlTransfer {
 public:
  CurlTransfer(const CurlLibrary& curl, CancelToken cancel);

  [[nodiscard]] bool is_open() const { return handle_ != nullptr && multi_ != nullptr; }

  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_.easy_setopt(handle_.get(), option, value);
  }
  /// "Name: value".
  void add_header(const std::string& line);
  /// The address, verified TLS, no redirects, the limits. Nothing is asked of a proxy that leads to this machine itself
  /// or to its own network segment.
  void open(const std::string& url, const TransferLimits& limits);
  [[nodiscard]] CURLcode perform();
  [[nodiscard]] int status() const;
  /// Where a redirect leads; null when there is none.
  [[nodiscard]] const char* redirect_url() const;
  /// What a code of perform() says to people, naming the host; never a header or a body.
  [[nodiscard]] HttpFailure failure_of(CURLcode code, const std::string& url) const;

 private:
  const CurlLibrary& curl_;
  CancelToken cancel_;
  std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_;
  std::string user_agent_;
  char message_[CURL_ERROR_SIZE] = {};
};

}  // namespace timbre::net::detail
