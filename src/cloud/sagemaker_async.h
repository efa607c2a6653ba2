#pragma once
/// Amazon SageMaker's asynchronous inference: a request that lies in S3 is queued, its answer appears in S3
/// (InvokeEndpointAsync, SageMaker Runtime API Reference, version 2017-05-13).

#include <optional>
#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "cloud/aws_client.h"
#include "cloud/s3_objects.h"

namespace timbre::cloud {

struct SagemakerPlace {
  std::string endpoint;  ///< its name
  std::string region;
  std::string url = {};  ///< of a server that speaks SageMaker's runtime; empty: Amazon's own
  bool allow_plain_http = false;
};

struct SagemakerJob {
  std::string id;     ///< SageMaker's
  S3Address output;   ///< where the answer will be
  S3Address failure;  ///< where the error will be
};

/// "error/<id>-error.out" beside the folder of the output, for an endpoint that names no place for failures.
[[nodiscard]] S3Address failure_address_of(const S3Address& output);

class SagemakerAsync {
 public:
  SagemakerAsync(AwsClient& client, SagemakerPlace place) : client_(client), place_(std::move(place)) {}

  /// Queues what lies at `input` (JSON). `time_limit_s`: how long it may wait in the queue.
  /// NotFound where there is no such endpoint; Unavailable where the answer says no place.
  [[nodiscard]] Result<SagemakerJob> invoke(const S3Address& input, int time_limit_s, const CancelToken& cancel);

 private:
  AwsClient& client_;
  SagemakerPlace place_;
};

}  // namespace timbre::cloud
