#pragma once
/// Objects in Amazon S3: put, get, remove (Amazon S3 API Reference, REST).

#include <optional>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "cloud/aws_client.h"

namespace timbre::cloud {

struct S3Address {
  std::string bucket;
  std::string key;
};

/// "s3://bucket/key".
[[nodiscard]] std::string to_string(const S3Address& address);
/// None for anything else, and for a bucket whose name no bucket can have.
[[nodiscard]] std::optional<S3Address> parse_s3_address(std::string_view text);
/// 3 to 63 lower-case letters, digits, '-' and '.'.
[[nodiscard]] bool is_bucket_name(std::string_view name);

struct S3Place {
  std::string region;
  std::string url = {};  ///< of a server that speaks S3; empty: Amazon's own, or as the surroundings say
  bool allow_plain_http = false;
};

enum class S3Found {
  Yes,
  No,
  Hidden,  ///< S3 says "denied", which is also its answer for "not there" to who may not list the bucket
};

struct S3Read {
  S3Found found = S3Found::No;
  std::string bytes = {};
};

/// Thread-safe. The client outlives it.
class S3Objects {
 public:
  S3Objects(AwsClient& client, S3Place place) : client_(client), place_(std::move(place)) {}

  [[nodiscard]] Result<void> put(const S3Address& address, std::string bytes, const std::string& content_type,
                                 const CancelToken& cancel);
  [[nodiscard]] Result<S3Read> get(const S3Address& address, std::size_t max_bytes, const CancelToken& cancel);
  /// Whether it is there, by its head alone.
  [[nodiscard]] Result<S3Found> look(const S3Address& address, const CancelToken& cancel);
  /// What is not there is no error.
  [[nodiscard]] Result<void> remove(const S3Address& address, const CancelToken& cancel);

 private:
  [[nodiscard]] std::string url_of(const S3Address& address);
  [[nodiscard]] net::HttpRequest request(const char* method, const S3Address& address, const CancelToken& cancel);

  AwsClient& client_;
  S3Place place_;
};

}  // namespace timbre::cloud
