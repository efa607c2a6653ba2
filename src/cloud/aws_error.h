#pragma once
/// What an AWS service says when it refuses, in JSON or XML, and what that means for people.

#include <string>
#include <string_view>

#include "base/result.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

struct AwsProblem {
  int status = 0;
  std::string code = {};     ///< "AccessDenied", "ThrottlingException"; empty where it does not say
  std::string message = {};  ///< the service's own, printable, at most 300 bytes; never of a refused signature
  std::string region = {};   ///< where S3 says that the bucket is
};

/// For an answer that is no success.
[[nodiscard]] AwsProblem read_aws_problem(const net::HttpReply& reply);

/// Worth another try after a pause: too many requests, a service that is down.
[[nodiscard]] bool is_worth_retrying(const AwsProblem& problem);
/// The credentials are no longer good; fetching them anew can help.
[[nodiscard]] bool is_expired(const AwsProblem& problem);

/// "S3: …" with the next step. Denied, NotFound, InvalidInput or Unavailable. `who` names the service.
[[nodiscard]] Error aws_error(const AwsProblem& problem, const std::string& who);

/// The text of the first element of that name; empty where there is none. For AWS's small, flat answers.
[[nodiscard]] std::string xml_text(std::string_view xml, std::string_view element);

}  // namespace timbre::cloud
