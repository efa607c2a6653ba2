#include "cloud/aws_client.h"

#include <algorithm>
#include <charconv>

#include "cloud/aws_error.h"

namespace timbre::cloud {
namespace {

constexpr int kMostTries = 5;
constexpr double kFirstPauseMs = 500;
constexpr double kLongestPauseMs = 20'000;

bool is_success(const net::HttpReply& reply) { return reply.status >= 200 && reply.status < 300; }

/// What the service asks for, in milliseconds; 0 where it does not.
double asked_pause_ms(const Result<net::HttpReply>& last) {
  if (!last.ok()) return 0;
  const auto found = last->headers.find("retry-after");
  if (found == last->headers.end()) return 0;
  int seconds = 0;
  std::from_chars(found->second.data(), found->second.data() + found->second.size(), seconds);
  return std::clamp(1000.0 * seconds, 0.0, kLongestPauseMs);
}

}  // namespace

AwsClient::AwsClient(AwsChainOptions options, FileSystem& disk, const Clock& clock, net::HttpExchanger& exchanger,
                     Waiter wait)
    : chain_(std::move(options), disk, clock, exchanger), exchanger_(exchanger), wait_(std::move(wait)) {}

void AwsClient::pause(int tries, const Result<net::HttpReply>& last, const CancelToken& cancel) {
  const double longest = std::min(kLongestPauseMs, kFirstPauseMs * static_cast<double>(1 << tries));
  const double pause_ms = std::max(longest * (0.5 + 0.5 * random_.uniform()), asked_pause_ms(last));
  wait_(std::chrono::milliseconds(static_cast<std::int64_t>(pause_ms)), cancel);
}

Result<net::HttpReply> AwsClient::send(net::HttpRequest request, const std::string& service,
                                       const std::string& region) {
  bool is_renewed = false;
  for (int tries = 0;; ++tries) {
    TRY(const AwsCredentials credentials, chain_.get(request.cancel));
    request.signing = credentials.signing(region, service);
    Result<net::HttpReply> reply = exchanger_.send(request);
    if (request.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    if (reply.ok()) {
      if (is_success(*reply)) return reply;
      const AwsProblem problem = read_aws_problem(*reply);
      if (is_expired(problem) && !is_renewed) {
        is_renewed = true;
        chain_.forget();
        continue;
      }
      if (!is_worth_retrying(problem)) return reply;
    } else if (reply.error().kind != ErrorKind::Unavailable || request.method == "POST") {
      return reply;
    }
    if (tries + 1 >= kMostTries) return reply;
    pause(tries, reply, request.cancel);
  }
}

}  // namespace timbre::cloud
