#include "server/problem.h"

#include "base/json.h"
#include "base/utf8.h"

namespace timbre::server {

std::string_view status_title(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 421:
      return "Misdirected Request";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Internal Server Error";
  }
}

Response json_response(int status, std::string json) {
  return {status, {{"Content-Type", "application/json"}}, std::move(json)};
}

Response problem(int status, std::string_view detail) {
  const Json body{{"type", "about:blank"},
                  {"title", std::string(status_title(status))},
                  {"status", status},
                  {"detail", valid_utf8(detail)}};
  return {status, {{"Content-Type", "application/problem+json"}}, body.dump()};
}

Response problem_of(const Error& error) {
  if (error.retry_after_s > 0) {
    Response response = problem(429, error.message);
    response.headers.emplace_back("Retry-After", std::to_string(error.retry_after_s));
    return response;
  }
  switch (error.kind) {
    case ErrorKind::InvalidInput:
      return problem(400, error.message);
    case ErrorKind::NotFound:
      return problem(404, error.message);
    case ErrorKind::Unsupported:
      return problem(415, error.message);
    case ErrorKind::Denied:
      return problem(403, error.message);
    case ErrorKind::Unavailable:
      return problem(503, error.message);
    case ErrorKind::Cancelled:
      return problem(409, error.message);
    case ErrorKind::Corrupt:
    case ErrorKind::Internal:
      break;
  }
  return problem(500, error.message);
}

}  // namespace timbre::server
