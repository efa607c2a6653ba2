#pragma once
/// AWS Signature Version 4: what a request must carry so that AWS knows who asks and that nobody changed it.
/// Source: "Create a signed AWS API request" (IAM User Guide) and, for S3's deviations, "Signature Calculations for the
/// Authorization Header: Transferring Payload in a Single Chunk" (Amazon S3 API Reference). Held to AWS's published
/// values (aws_signature_test.cpp); why it is our own: docs/decisions/0011-own-aws-signature.md.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/http_exchange.h"

namespace timbre::net {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// The headers to send besides the request's own: Host, X-Amz-Date, X-Amz-Content-Sha256 for S3, X-Amz-Security-Token
/// where there is a session, Authorization. Every header of the request is signed, but for those that a proxy may
/// change. Pure. The address is taken to be one that check_url (url.h) allows.
[[nodiscard]] HttpHeaders aws_signature_headers(const HttpRequest& request, const AwsSigning& signing,
                                                std::chrono::system_clock::time_point now);

/// Bytes as AWS wants them in an address: all but letters, digits and -._~ as %XY; '/' too unless it is kept.
[[nodiscard]] std::string aws_uri_encode(std::string_view text, bool keep_slash = false);

/// The canonical request, for tests and for a message that compares it with a service's own.
[[nodiscard]] std::string aws_canonical_request(const HttpRequest& request, const AwsSigning& signing,
                                                std::chrono::system_clock::time_point now);

}  // namespace timbre::net
