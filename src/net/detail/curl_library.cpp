#include "net/detail/curl_library.h"

#include <dlfcn.h>

namespace timbre::net::detail {
namespace {

template <typename Function>
bool bind(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

Error unavailable(const std::string& why) {
  return {ErrorKind::Unavailable, "libcurl is needed to reach the network and cannot be used: " + why +
                                      "; on Debian: apt-get install libcurl4"};
}

Result<CurlLibrary> open() {
  void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) library = ::dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* why = ::dlerror();  // NOLINT(concurrency-mt-unsafe): the text is this thread's own in glibc
    return unavailable(why != nullptr ? why : "it is not there");
  }
  CurlLibrary curl;
  decltype(&curl_global_init) global_init = nullptr;
  const bool is_complete =
      bind(library, "curl_global_init", global_init) && bind(library, "curl_easy_init", curl.easy_init) &&
      bind(library, "curl_easy_setopt", curl.easy_setopt) && bind(library, "curl_easy_getinfo", curl.easy_getinfo) &&
      bind(library, "curl_easy_cleanup", curl.easy_cleanup) &&
      bind(library, "curl_easy_strerror", curl.easy_strerror) && bind(library, "curl_multi_init", curl.multi_init) &&
      bind(library, "curl_multi_add_handle", curl.multi_add_handle) &&
      bind(library, "curl_multi_remove_handle", curl.multi_remove_handle) &&
      bind(library, "curl_multi_perform", curl.multi_perform) && bind(library, "curl_multi_poll", curl.multi_poll) &&
      bind(library, "curl_multi_info_read", curl.multi_info_read) &&
      bind(library, "curl_multi_cleanup", curl.multi_cleanup) &&
      bind(library, "curl_slist_append", curl.slist_append) &&
      bind(library, "curl_slist_free_all", curl.slist_free_all);
  if (!is_complete) return unavailable("it lacks a function");
  if (const CURLcode code = global_init(CURL_GLOBAL_DEFAULT); code != CURLE_OK) {
    return unavailable(curl.easy_strerror(code));
  }
  return curl;
}

}  // namespace

Result<const CurlLibrary*> curl_library() {
  static const Result<CurlLibrary> library = open();  // never closed: it keeps state of its own
  if (!library.ok()) return library.error();
  return &library.value();
}

}  // namespace timbre::net::detail
