#include "net/curl_http_exchanger.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "net/aws_signature.h"
#include "net/detail/curl_transfer.h"
#include "net/detail/header_text.h"
#include "net/url.h"

namespace timbre::net {
namespace {

constexpr std::size_t kMaxHeadBytes = std::size_t{256} << 10;

using detail::lower;
using detail::trimmed;

/// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string::npos;
  });
}

Result<void> check_request(const HttpRequest& request) {
  const Result<void> allowed = request.allow_plain_http ? check_url_or_plain_http(request.url) : check_url(request.url);
  if (!allowed.ok()) return Error{ErrorKind::Denied, allowed.error().message};
  if (!is_token(request.method)) {
    return Error{ErrorKind::InvalidInput, "'" + printable(request.method) + "' is no method of HTTP"};
  }
  return {};
}

Result<void> check_headers(const HttpHeaders& headers) {
  for (const auto& [name, value] : headers) {
    const bool is_clean =
        std::none_of(value.begin(), value.end(), [](unsigned char c) { return c < ' ' && c != '\t'; });
    if (!is_token(name) || !is_clean) {
      return Error{ErrorKind::InvalidInput, "header '" + printable(name) +
                                                "': its name or value holds a character that a "
                                                "header may not hold; a key with a line end in it is often why"};
    }
  }
  return {};
}

/// One request: what the callbacks share.
class Exchange {
 public:
  Exchange(const detail::CurlLibrary& curl, const HttpRequest& request)
      : request_(request), transfer_(curl, request.cancel) {}

  Result<HttpReply> run(const HttpHeaders& headers) {
    if (!transfer_.is_open()) return Error{ErrorKind::Unavailable, "libcurl has no memory"};
    for (const auto& [name, value] : headers) add_header(name, value);
    // libcurl would say a type of its own, and would wait for a server to say "go on".
    if (!has_content_type_) transfer_.add_header("Content-Type:");
    transfer_.add_header("Expect:");
    configure();
    const CURLcode code = transfer_.perform();
    if (stopped_) return *stopped_;
    if (request_.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    if (code != CURLE_OK) return transfer_.failure_of(code, request_.url).error;
    return std::move(reply_);
  }

 private:
  void add_header(const std::string& name, const std::string& value) {
    has_content_type_ = has_content_type_ || lower(name) == "content-type";
    // libcurl drops a header without a value unless a semicolon says that it is meant.
    transfer_.add_header(trimmed(value).empty() ? name + ";" : name + ": " + value);
  }

  void configure() {
    transfer_.open(request_.url, {request_.connect_timeout, request_.stall_timeout, 1});
    transfer_.set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::chrono::milliseconds(request_.total_timeout).count()));
    transfer_.set(CURLOPT_PATH_AS_IS, 1L);  // what was signed is what is sent
    transfer_.set(CURLOPT_HEADERFUNCTION, &Exchange::on_header);
    transfer_.set(CURLOPT_HEADERDATA, this);
    transfer_.set(CURLOPT_WRITEFUNCTION, &Exchange::on_write);
    transfer_.set(CURLOPT_WRITEDATA, this);
    if (request_.method == "HEAD") {
      transfer_.set(CURLOPT_NOBODY, 1L);
      return;
    }
    if (!request_.body.empty() || request_.method == "POST" || request_.method == "PUT") {
      transfer_.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
      transfer_.set(CURLOPT_POSTFIELDS, request_.body.c_str());  // not copied: it outlives the transfer
    }
    transfer_.set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  }

  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Exchange*>(self)->take_head_line({bytes, size * count}) ? size * count : 0;
  }

  static std::size_t on_write(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Exchange*>(self)->take_body({bytes, size * count}) ? size * count : 0;
  }

  bool take_head_line(std::string_view line) {
    head_bytes_ += line.size();
    if (head_bytes_ > kMaxHeadBytes) return stop({ErrorKind::InvalidInput, host() + ": the answer's head is too long"});
    if (line.starts_with("HTTP/")) {
      reply_ = {};
      return true;
    }
    reply_.status = transfer_.status();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    const auto [at, is_new] =
        reply_.headers.try_emplace(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    if (!is_new) at->second.append(", ").append(trimmed(line.substr(colon + 1)));
    return true;
  }

  bool take_body(std::string_view bytes) {
    body_bytes_ += bytes.size();
    if (body_bytes_ > request_.max_body_bytes) {
      return stop({ErrorKind::InvalidInput, host() + ": the answer is longer than the " +
                                                std::to_string(request_.max_body_bytes) + " bytes that are allowed"});
    }
    const bool is_success = reply_.status >= 200 && reply_.status < 300;
    if (!is_success || !request_.on_body) {
      reply_.body.append(bytes);
      return true;
    }
    const Result<void> taken = request_.on_body(bytes);
    return taken.ok() || stop(taken.error());
  }

  bool stop(Error error) {
    stopped_ = std::move(error);
    return false;
  }
  [[nodiscard]] std::string host() const { return host_of(request_.url); }

  const HttpRequest& request_;
  detail::CurlTransfer transfer_;
  bool has_content_type_ = false;
  std::size_t head_bytes_ = 0;
  std::size_t body_bytes_ = 0;
  HttpReply reply_;
  std::optional<Error> stopped_;
};

}  // namespace

Result<HttpReply> CurlHttpExchanger::send(const HttpRequest& request) {
  TRY_VOID(check_request(request));
  if (request.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
  HttpHeaders headers = request.headers;
  if (request.signing) {
    for (auto& header : aws_signature_headers(request, *request.signing, clock_.now())) headers.push_back(header);
  }
  TRY_VOID(check_headers(headers));
  TRY(const detail::CurlLibrary* curl, detail::curl_library());
  return Exchange(*curl, request).run(headers);
}

}  // namespace timbre::net
