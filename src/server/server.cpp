#include "server/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <thread>

#include "server/session.h"

namespace timbre::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

Error cannot_listen(const std::string& host, std::uint16_t port, const std::string& why) {
  return {ErrorKind::Unavailable, "cannot listen on " + host + ", port " + std::to_string(port) + ": " + why +
                                      "; choose another with --port, or stop the program that has it"};
}

/// What a listener beyond loopback must bring (decision: safety over convenience).
Result<void> check_reach(const ServerOptions& options, const asio::ip::address& address) {
  const bool has_tls = !options.certificate_file.empty() && !options.key_file.empty();
  if (address.is_loopback() || (has_tls && !options.guard.token.empty())) return {};
  return Error{ErrorKind::Denied, "Timbre does not listen on " + address.to_string() +
                                      " without a token and a certificate, since recordings of voices would be open to "
                                      "the network; add --token-file, --tls-certificate and --tls-key"};
}

class BeastServer : public Server {
 public:
  BeastServer(ServerOptions options, Router router, EventHub& events)
      : options_(std::move(options)), router_(std::move(router)), workers_(options_.workers), context_{options_,
                                                                                                       router_,
                                                                                                       events,
                                                                                                       workers_,
                                                                                                       {},
                                                                                                       0} {}

  ~BeastServer() override {
    network_.stop();
    if (thread_.joinable()) thread_.join();
    workers_.join();
  }

  Result<void> listen() {
    TRY_VOID(load_certificate());
    if (!options_.host.empty()) {
      TRY_VOID(listen_on(options_.host));
    } else {
      TRY_VOID(listen_on("127.0.0.1"));
      // a machine without IPv6 is served all the same
      [[maybe_unused]] const auto six = listen_on("::1");
    }
    for (tcp::acceptor& acceptor : acceptors_) asio::co_spawn(network_, accept(acceptor), asio::detached);
    thread_ = std::thread([this] { network_.run(); });
    return {};
  }

  [[nodiscard]] std::uint16_t port() const override { return options_.port; }
  [[nodiscard]] std::vector<std::string> addresses() const override {
    const std::string scheme = tls_ ? "https://" : "http://";
    std::vector<std::string> all;
    for (const tcp::acceptor& acceptor : acceptors_) {
      const auto address = acceptor.local_endpoint().address();
      const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
      all.push_back(scheme + host + ":" + std::to_string(options_.port) + "/");
    }
    return all;
  }

 private:
  Result<void> load_certificate() {
    if (options_.certificate_file.empty() && options_.key_file.empty()) return {};
    tls_.emplace(asio::ssl::context::tls_server);
    error_code error;
    tls_->set_options(
        asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, error);
    tls_->use_certificate_chain_file(options_.certificate_file.string(), error);
    if (!error) tls_->use_private_key_file(options_.key_file.string(), asio::ssl::context::pem, error);
    if (!error) return {};
    return Error{ErrorKind::InvalidInput, "cannot use the certificate '" + options_.certificate_file.string() +
                                              "' with the key '" + options_.key_file.string() + "': " +
                                              error.message() + "; both must be PEM files that belong together"};
  }

  Result<void> listen_on(const std::string& host) {
    error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (error) {
      return Error{ErrorKind::InvalidInput, "--host '" + host + "' is not an address such as 127.0.0.1 or ::1"};
    }
    TRY_VOID(check_reach(options_, address));
    tcp::acceptor acceptor(network_);
    const tcp::endpoint endpoint(address, options_.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && address.is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return cannot_listen(host, options_.port, error.message());
    options_.port = acceptor.local_endpoint().port();
    acceptors_.push_back(std::move(acceptor));
    return {};
  }

  asio::awaitable<void> accept(tcp::acceptor& acceptor) {
    for (;;) {
      error_code error;
      tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (error == asio::error::operation_aborted) co_return;
      if (error) {
        // out of descriptors or memory: others must finish first
        asio::steady_timer pause(network_, std::chrono::milliseconds(100));
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      socket.set_option(tcp::no_delay(true), error);
      // no place left, and nobody who only waits: the newcomer goes
      if (context_.open_count >= options_.limits.connections && !context_.waiting.close_oldest()) continue;
      start_session(std::move(socket));
    }
  }

  void start_session(tcp::socket socket) {
    beast::tcp_stream stream(std::move(socket));
    if (tls_) {
      asio::co_spawn(network_, run_session(beast::ssl_stream<beast::tcp_stream>(std::move(stream), *tls_), context_),
                     asio::detached);
    } else {
      asio::co_spawn(network_, run_session(std::move(stream), context_), asio::detached);
    }
  }

  ServerOptions options_;
  Router router_;
  asio::thread_pool workers_;
  SessionContext context_;
  asio::io_context network_{1};
  std::optional<asio::ssl::context> tls_;
  std::vector<tcp::acceptor> acceptors_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Router router, EventHub& events) {
  auto server = std::make_unique<BeastServer>(options, std::move(router), events);
  TRY_VOID(server->listen());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace timbre::server
