#pragma once
/// libcurl, opened when it is first needed. It brings some thirty shared libraries along, which would make every start
/// of the program several milliseconds longer (docs/decisions/0005-open-libcurl-when-needed.md).

#include <curl/curl.h>

#include "base/result.h"

namespace timbre::net::detail {

struct CurlLibrary {
  decltype(&curl_easy_init) easy_init = nullptr;
  decltype(&curl_easy_setopt) easy_setopt = nullptr;
  decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&curl_easy_strerror) easy_strerror = nullptr;
  decltype(&curl_multi_init) multi_init = nullptr;
  decltype(&curl_multi_add_handle) multi_add_handle = nullptr;
  decltype(&curl_multi_remove_handle) multi_remove_handle = nullptr;
  decltype(&curl_multi_perform) multi_perform = nullptr;
  decltype(&curl_multi_poll) multi_poll = nullptr;
  decltype(&curl_multi_info_read) multi_info_read = nullptr;
  decltype(&curl_multi_cleanup) multi_cleanup = nullptr;
  decltype(&curl_slist_append) slist_append = nullptr;
  decltype(&curl_slist_free_all) slist_free_all = nullptr;
};

/// Opened and initialised once; thread-safe. Unavailable, naming the package, where libcurl is not installed.
[[nodiscard]] Result<const CurlLibrary*> curl_library();

}  // namespace timbre::net::detail
