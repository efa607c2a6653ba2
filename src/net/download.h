#pragma once
/// A file from the network: resumed where it was stopped, verified before it gets its name.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "net/http_client.h"

namespace timbre::net {

struct DownloadRequest {
  std::string url;                                      ///< as check_url (url.h) allows
  std::filesystem::path target;                         ///< where it goes; folders are made
  std::string sha256;                                   ///< 64 lower-case hexadecimal digits
  std::uint64_t size_bytes = 0;                         ///< exact where it is known; 0: unknown
  std::uint64_t limit_bytes = std::uint64_t{16} << 30;  ///< where the size is not known
  std::string advice = {};                              ///< for people, added where the network or the server gave up
};

struct DownloadProgress {
  std::uint64_t done_bytes = 0;   ///< of the whole file, with what an earlier run left
  std::uint64_t total_bytes = 0;  ///< 0 while it is not known
};

struct DownloadOptions {
  std::chrono::milliseconds connect_timeout{15'000};
  std::chrono::seconds stall_timeout{30};
  int retries = 4;  ///< further tries in a row that bring nothing, each after twice the wait of the one before
  std::chrono::milliseconds first_wait{500};
  CancelToken cancel;
  std::function<void(const DownloadProgress&)> progress;
  /// Told before each further try; for people.
  std::function<void(const std::string& why)> on_retry;
  /// Waits so long or until cancelled; empty: the machine's own. For tests.
  std::function<void(std::chrono::milliseconds)> wait;
};

struct Downloaded {
  std::uint64_t size_bytes = 0;
  std::uint64_t resumed_at_byte = 0;  ///< how much an earlier run had left
};

/// Writes `<target>.part` (and `<target>.part.etag`) and renames it once its SHA-256 is the wanted one: under the final
/// name there is never anything else. What a stopped run left is kept and gone on from; a server that ignores the
/// Range, or has another file by now, makes it start over. `<target>.lock` is held meanwhile.
///
/// Errors: Corrupt for a wrong sum (the part is removed; both sums are named), for more bytes than expected, for a size
/// that is not the expected one; Unavailable when the network, the server or the disk does not give what is needed, or
/// another process downloads the same file; Denied for a redirect to where we may not go; InvalidInput for a request
/// that cannot be; Cancelled.
[[nodiscard]] Result<Downloaded> download(const DownloadRequest& request, FileSystem& disk, HttpClient& client,
                                          const DownloadOptions& options = {});

}  // namespace timbre::net
