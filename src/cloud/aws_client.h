#pragma once
/// Signed requests to AWS's services: credentials from the chain, another try where the service is busy, after pauses
/// that grow and are never the same for two who ask ("Error retries and exponential backoff in AWS").

#include <string>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/random.h"
#include "base/result.h"
#include "cloud/aws_credential_chain.h"
#include "cloud/wait.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

/// Thread-safe. All that is handed in by reference outlives it.
class AwsClient {
 public:
  AwsClient(AwsChainOptions options, FileSystem& disk, const Clock& clock, net::HttpExchanger& exchanger,
            Waiter wait = wait_on_this_machine);

  [[nodiscard]] AwsCredentialChain& credentials() { return chain_; }

  /// The answer, whatever its status: aws_error() (aws_error.h) makes an error of it. A busy service and a network that
  /// fails are asked five times in all; a POST that may have arrived is not sent again. Errors: those of the chain and
  /// of the exchanger.
  [[nodiscard]] Result<net::HttpReply> send(net::HttpRequest request, const std::string& service,
                                            const std::string& region);

 private:
  void pause(int tries, const Result<net::HttpReply>& last, const CancelToken& cancel);

  AwsCredentialChain chain_;
  net::HttpExchanger& exchanger_;
  Waiter wait_;
  SystemRandom random_;
};

}  // namespace timbre::cloud
