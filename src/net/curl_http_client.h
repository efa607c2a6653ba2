#pragma once
/// The machine's network, by libcurl: TLS with verified certificates, the proxy that the environment names, at most
/// five redirects, each checked (url.h).

#include "net/http_client.h"

namespace timbre::net {

class CurlHttpClient : public HttpClient {
 public:
  std::optional<HttpFailure> get(const HttpGet& request, HttpReceiver& receiver) override;
};

}  // namespace timbre::net
