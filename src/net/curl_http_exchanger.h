#pragma once
/// Services on the machine's network, by libcurl: TLS with verified certificates, the proxy that the environment names,
/// no redirects. Plain http goes to this machine itself only, unless the request allows it.

#include "base/clock.h"
#include "net/http_exchange.h"

namespace timbre::net {

class CurlHttpExchanger : public HttpExchanger {
 public:
  /// The clock's time stands in signatures.
  explicit CurlHttpExchanger(const Clock& clock) : clock_(clock) {}
  /// Thread-safe.
  [[nodiscard]] Result<HttpReply> send(const HttpRequest& request) override;

 private:
  const Clock& clock_;
};

}  // namespace timbre::net
