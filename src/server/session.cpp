#include "server/session.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

#include "base/unique_fd.h"
#include "server/problem.h"
#include "server/response_head.h"
#include "server/target.h"

namespace timbre::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using Parser = http::request_parser<http::buffer_body>;

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::size_t kFirstReadBytes = 4096;
constexpr std::chrono::seconds kHeartbeat{15};

/// Runs `work` on a worker thread and comes back.
template <typename Work>
auto on_worker(SessionContext& context, Work work) -> asio::awaitable<decltype(work())> {
  co_return co_await asio::co_spawn(
      context.workers, [&work]() -> asio::awaitable<decltype(work())> { co_return work(); }, asio::use_awaitable);
}

/// Nothing that needs a destructor is made inside a co_await expression here: GCC 12 destroys such temporaries twice
/// (GCC bugs 99576 and 101367). They are named first.
template <typename Stream>
class Session {
 public:
  Session(Stream& stream, SessionContext& context) : stream_(stream), context_(context) {}

  asio::awaitable<void> run() {
    bool goes_on = true;
    auto patience = limits().header_time;
    while (goes_on) {
      goes_on = co_await serve_one(patience);
      patience = limits().idle_time;
    }
  }

 private:
  [[nodiscard]] const Limits& limits() const { return context_.options.limits; }
  void expires_after(Clock::duration time) { beast::get_lowest_layer(stream_).expires_after(time); }

  /// One request and its answer. True when another may follow on this connection.
  asio::awaitable<bool> serve_one(Clock::duration patience) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    // read_block counts, which knows the route; "none" refuses every body in Beast 1.74
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    const error_code error = co_await read_header(parser, patience);
    if (error == http::error::header_limit) {
      const Response response = problem(431, "the request's headers are longer than 16 KiB");
      co_await send(response, false, false);
      co_return false;
    }
    if (error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      const Response response = problem(400, "this is not a well-formed HTTP request");
      co_await send(response, false, false);
      co_return false;
    }
    if (error) co_return false;
    co_return co_await answer(parser);
  }

  asio::awaitable<error_code> read_header(Parser& parser, Clock::duration patience) {
    const auto ticket = context_.waiting.enter([this] { beast::get_lowest_layer(stream_).close(); });
    error_code error;
    if (buffer_.size() == 0) {
      // the first byte may take its time on an idle connection; from then on the whole header has header_time
      expires_after(patience);
      const std::size_t n = co_await stream_.async_read_some(buffer_.prepare(kFirstReadBytes),
                                                             asio::redirect_error(asio::use_awaitable, error));
      buffer_.commit(n);
    }
    expires_after(limits().header_time);
    if (!error) {
      co_await http::async_read_header(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
    }
    context_.waiting.leave(ticket);
    co_return error;
  }

  asio::awaitable<bool> answer(Parser& parser) {
    const auto& message = parser.get();
    keeps_alive_ = message.keep_alive() && message.version() == 11;
    is_head_ = message.method() == http::verb::head;
    Request request;
    request.method = std::string(message.method_string());
    int host_count = 0;
    bool has_known_coding = true;
    for (const auto& field : message) {
      std::string name(field.name_string());
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (name == "host") ++host_count;
      if (name == "transfer-encoding") {
        has_known_coding =
            has_known_coding && !request.headers.contains(name) && beast::iequals(field.value(), "chunked");
      }
      request.headers[std::move(name)] = std::string(field.value());
    }
    if (!has_known_coding) {
      // where such a body ends is not known, so what follows must not be taken for a request (RFC 9112 section 6.1)
      keeps_alive_ = false;
      const Response response = problem(400, "the only transfer coding that is understood is chunked");
      co_return co_await refuse_with(parser, response);
    }
    const auto target = parse_target({message.target().data(), message.target().size()});
    if (!target.ok()) {
      const Response response = problem(400, target.error().message);
      co_return co_await refuse_with(parser, response);
    }
    request.path = target->path;
    request.query = target->query;
    const auto refusal = refuse(request, host_count, context_.options.guard);
    if (refusal) co_return co_await refuse_with(parser, *refusal);
    const Match match = context_.router.match(request);
    if (match.route == nullptr) co_return co_await refuse_with(parser, match.refusal);
    co_return co_await dispatch(parser, request, *match.route);
  }

  /// A refused request's body is not read; the connection ends with the answer unless there was none.
  asio::awaitable<bool> refuse_with(Parser& parser, const Response& response) {
    const bool may_go_on = keeps_alive_ && parser.is_done();
    const bool was_sent = co_await send(response, is_head_, may_go_on);
    co_return was_sent&& may_go_on;
  }

  asio::awaitable<bool> dispatch(Parser& parser, Request& request, const Route& route) {
    const auto declared = parser.content_length();
    if (declared && *declared > route.max_body_bytes) {
      const Response response = too_long(route.max_body_bytes);
      co_return co_await refuse_with(parser, response);
    }
    const bool has_body = !parser.is_done();
    if (has_body && route.wants_json && !request.header("content-type").starts_with("application/json")) {
      const Response response = problem(415, "send application/json");
      co_return co_await refuse_with(parser, response);
    }
    if (request.header("expect") == "100-continue") co_await send_continue();
    if (const auto* upload = std::get_if<UploadHandler>(&route.handler)) {
      co_return co_await take_upload(parser, request, route, *upload);
    }
    std::string body;
    while (!parser.is_done()) {
      const auto refusal = co_await read_block(parser, route.max_body_bytes, body);
      if (refusal) co_return co_await refuse_with(parser, *refusal);
    }
    request.body = std::move(body);
    const auto& handler = std::get<Handler>(route.handler);
    const Response response = co_await on_worker(context_, [&] { return handler(request); });
    const bool was_sent = co_await send(response, is_head_, keeps_alive_);
    co_return was_sent&& keeps_alive_;
  }

  asio::awaitable<bool> take_upload(Parser& parser, Request& request, const Route& route,
                                    const UploadHandler& handler) {
    auto begun = co_await on_worker(context_, [&] { return handler(request); });
    const auto* refused = std::get_if<Response>(&begun);
    if (refused != nullptr) co_return co_await refuse_with(parser, *refused);
    const auto sink = std::move(std::get<std::unique_ptr<BodySink>>(begun));
    std::optional<Response> refusal;
    while (!parser.is_done() && !refusal) {
      std::string block;
      refusal = co_await read_block(parser, route.max_body_bytes, block);
      if (refusal) break;
      const Result<void> written = co_await on_worker(context_, [&] { return sink->write(block); });
      if (!written.ok()) refusal = problem_of(written.error());
    }
    if (refusal) co_return co_await refuse_with(parser, *refusal);
    const Response response = co_await on_worker(context_, [&] { return sink->finish(); });
    const bool was_sent = co_await send(response, is_head_, keeps_alive_);
    co_return was_sent&& keeps_alive_;
  }

  /// Up to kBlockBytes more of the body, put at the end of `block`; or the answer that says what is wrong with it.
  asio::awaitable<std::optional<Response>> read_block(Parser& parser, std::uint64_t limit, std::string& block) {
    if (body_bytes_ == 0) body_start_ = Clock::now();
    std::string bytes(kBlockBytes, '\0');
    parser.get().body().data = bytes.data();
    parser.get().body().size = bytes.size();
    expires_after(limits().grace_time);
    error_code error;
    co_await http::async_read_some(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error == http::error::need_buffer) error = {};
    if (error == beast::error::timeout) co_return problem(408, "the upload stopped; send it again");
    if (error) co_return problem(400, "the upload was cut off; send it again");
    bytes.resize(bytes.size() - parser.get().body().size);
    body_bytes_ += bytes.size();
    if (body_bytes_ > limit) co_return too_long(limit);
    if (is_too_slow()) co_return problem(408, "the upload is too slow; send it again over a better connection");
    block += bytes;
    if (parser.is_done()) body_bytes_ = 0;
    co_return std::nullopt;
  }

  [[nodiscard]] bool is_too_slow() const {
    const auto taken = Clock::now() - body_start_;
    if (taken < limits().grace_time) return false;
    const double seconds = std::chrono::duration<double>(taken).count();
    return static_cast<double>(body_bytes_) < static_cast<double>(limits().min_body_rate) * seconds;
  }

  static Response too_long(std::uint64_t limit) {
    return problem(413, "this is longer than the limit of " + std::to_string(limit) + " bytes");
  }

  asio::awaitable<void> send_continue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await write(kContinue);
  }

  asio::awaitable<bool> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::string_view block = bytes.substr(0, kBlockBytes);
      expires_after(limits().write_time);
      error_code error;
      co_await asio::async_write(stream_, asio::buffer(block.data(), block.size()),
                                 asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return false;
      bytes.remove_prefix(block.size());
    }
    co_return true;
  }

  /// False when the connection is of no more use.
  asio::awaitable<bool> send(const Response& response, bool is_head, bool keeps_alive) {
    if (std::holds_alternative<EventBody>(response.body)) {
      co_await send_events(response);
      co_return false;
    }
    std::string bytes = response_head(response, keeps_alive);
    const auto* text = std::get_if<std::string>(&response.body);
    if (text != nullptr && !is_head) bytes += *text;
    const bool was_sent = co_await write(bytes);
    if (!was_sent || is_head || text != nullptr) co_return was_sent;
    co_return co_await send_file(std::get<FileBody>(response.body));
  }

  asio::awaitable<bool> send_file(const FileBody& file) {
    const UniqueFd fd(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::uint64_t done = 0;
    std::string block(kBlockBytes, '\0');
    while (done < file.length) {
      const std::size_t wanted = std::min<std::uint64_t>(block.size(), file.length - done);
      const auto offset = static_cast<off_t>(file.offset + done);
      const ssize_t n = co_await on_worker(context_, [&] { return ::pread(fd.get(), block.data(), wanted, offset); });
      // the length was promised already: all that is left is to end the connection
      if (n <= 0) co_return false;
      const std::string_view read(block.data(), static_cast<std::size_t>(n));
      const bool was_sent = co_await write(read);
      if (!was_sent) co_return false;
      done += static_cast<std::uint64_t>(n);
    }
    co_return true;
  }

  asio::awaitable<void> send_events(const Response& response) {
    asio::steady_timer news(co_await asio::this_coro::executor);
    const auto executor = news.get_executor();
    // held by the callback too: an event may come while the session ends
    const auto alive = std::make_shared<asio::steady_timer*>(&news);
    const auto subscription = context_.events.subscribe([alive, executor] {
      asio::post(executor, [alive] {
        if (*alive != nullptr) (*alive)->cancel();
      });
    });
    const std::string head = response_head(response, false);
    bool is_open = co_await write(head);
    while (is_open) {
      std::string text;
      while (const auto event = subscription->next()) text += to_event_stream(*event);
      if (!text.empty()) {
        is_open = co_await write(text);
        continue;
      }
      news.expires_after(kHeartbeat);
      error_code error;
      co_await news.async_wait(asio::redirect_error(asio::use_awaitable, error));
      if (!error) is_open = co_await write(": still here\n\n");
    }
    *alive = nullptr;
  }

  Stream& stream_;
  SessionContext& context_;
  beast::flat_buffer buffer_;
  bool keeps_alive_ = false;
  bool is_head_ = false;
  std::uint64_t body_bytes_ = 0;
  Clock::time_point body_start_;
};

/// Counts a connection for as long as it lives.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_(count) { ++count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --count_; }

 private:
  std::size_t& count_;
};

}  // namespace

asio::awaitable<void> run_session(beast::tcp_stream stream, SessionContext& context) {
  const Counted counted(context.open_count);
  Session session(stream, context);
  co_await session.run();
  error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> run_session(beast::ssl_stream<beast::tcp_stream> stream, SessionContext& context) {
  const Counted counted(context.open_count);
  error_code error;
  beast::get_lowest_layer(stream).expires_after(context.options.limits.header_time);
  co_await stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return;
  Session session(stream, context);
  co_await session.run();
  beast::get_lowest_layer(stream).expires_after(context.options.limits.header_time);
  co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace timbre::server
