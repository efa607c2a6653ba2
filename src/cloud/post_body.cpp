#include "cloud/post_body.h"

#include <cstdint>
#include <utility>

#include "base/encoding.h"

namespace timbre::cloud {

net::HttpRequest post_json(std::string url, const Json& body) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = std::move(url);
  request.headers = {{"Content-Type", "application/json"}};
  request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return request;
}

net::HttpRequest post_form(std::string url, const std::vector<FormField>& fields) {
  FormBody form = multipart_form(fields);
  net::HttpRequest request;
  request.method = "POST";
  request.url = std::move(url);
  request.headers = {{"Content-Type", std::move(form.content_type)}};
  request.body = std::move(form.bytes);
  return request;
}

std::string base64_of(std::string_view bytes) {
  return to_base64({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace timbre::cloud
