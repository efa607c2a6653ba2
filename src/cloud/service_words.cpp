#include "cloud/service_words.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

#include "base/utf8.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kLongestMessageBytes = 200;
constexpr std::int64_t kUsualRetryS = 5;
constexpr std::int64_t kLongestRetryS = 86'400;

std::string shortened(std::string_view said) {
  while (!said.empty() && std::isspace(static_cast<unsigned char>(said.front())) != 0) said.remove_prefix(1);
  while (!said.empty() && std::isspace(static_cast<unsigned char>(said.back())) != 0) said.remove_suffix(1);
  std::string text = printable(said.substr(0, 4 * kLongestMessageBytes));
  if (text.size() <= kLongestMessageBytes) return text;
  std::size_t end = kLongestMessageBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

/// FastAPI's list of what does not fit: "body.voice: Field required".
std::string first_of_list(const Json& list) {
  if (list.empty() || !list[0].is_object()) return {};
  std::string where;
  if (list[0].contains("loc") && list[0]["loc"].is_array()) {
    for (const Json& part : list[0]["loc"]) {
      if (part.is_string()) where += (where.empty() ? "" : ".") + part.get<std::string>();
    }
  }
  return where.empty() ? text_at(list[0], "msg") : where + ": " + text_at(list[0], "msg");
}

std::string message_in(const Json& body, int depth = 0) {
  if (body.is_string()) return body.get<std::string>();
  if (body.is_array()) return first_of_list(body);
  if (!body.is_object() || depth > 3) return {};
  for (const char* key : {"error", "detail", "message"}) {
    if (!body.contains(key)) continue;
    std::string found = message_in(body[key], depth + 1);
    if (!found.empty()) return found;
  }
  return {};
}

std::int64_t retry_after_s(const std::map<std::string, std::string>& headers) {
  const auto found = headers.find("retry-after");
  if (found == headers.end()) return kUsualRetryS;
  std::int64_t seconds = 0;
  const char* const end = found->second.data() + found->second.size();
  const auto [stopped, problem] = std::from_chars(found->second.data(), end, seconds);
  if (problem != std::errc() || stopped != end || seconds < 0) return kUsualRetryS;
  return std::clamp<std::int64_t>(seconds, 1, kLongestRetryS);
}

Error key_refused(const RefusingServer& server) {
  if (server.key_source.empty()) {
    return {ErrorKind::Denied, server.host +
                                   " wants a key (401): name where it is with \"api_key_env\" or "
                                   "\"api_key_file\" in " +
                                   server.setting};
  }
  return {ErrorKind::Denied, server.host + " does not accept the key (401). It comes from " + server.key_source +
                                 ": put a valid one there"};
}

}  // namespace

std::string text_at(const Json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto found = object.find(std::string(key));
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_web_page(std::string_view body) {
  while (!body.empty() && std::isspace(static_cast<unsigned char>(body.front())) != 0) body.remove_prefix(1);
  std::string start(body.substr(0, 9));
  std::ranges::transform(start, start.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return start == "<!doctype" || start.starts_with("<html") || start.starts_with("<head") || start.starts_with("<?xml");
}

std::string message_of(std::string_view body) {
  if (is_web_page(body)) return {};
  const Json parsed = Json::parse(body, nullptr, false);
  if (!parsed.is_discarded()) {
    const std::string said = message_in(parsed);
    return shortened(said.empty() ? body : std::string_view(said));
  }
  const bool is_text = std::ranges::all_of(body.substr(0, kLongestMessageBytes), [](unsigned char c) {
    return c >= ' ' || std::isspace(c) != 0 || c == '\x1b';  // colours of a log
  });
  return is_text ? shortened(body) : std::string();
}

std::string without_secret(std::string text, std::string_view secret) {
  if (secret.empty()) return text;
  constexpr std::string_view kInstead = "(secret)";
  for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + kInstead.size())) {
    text.replace(at, secret.size(), kInstead);
  }
  return text;
}

Error refusal(int status, const std::map<std::string, std::string>& headers, std::string_view body,
              const RefusingServer& server) {
  if (status == 401) return key_refused(server);
  const std::string number = " (" + std::to_string(status) + ")";
  const std::string said = message_of(body);
  const std::string why = number + (said.empty() ? "" : ": " + said);
  if (status == 403) return {ErrorKind::Denied, server.host + " forbids it" + why};
  if (status == 404) {
    return {ErrorKind::NotFound,
            server.host + " has no such thing" + why + ". Check \"base_url\" and \"model\" in " + server.setting};
  }
  if (status == 413) {
    return {ErrorKind::InvalidInput, "the clip is too large for " + server.host + number + ". Choose a shorter clip"};
  }
  if (status == 429) {
    const std::int64_t wait_s = retry_after_s(headers);
    return {
        ErrorKind::Unavailable,
        server.host + " has too much to do" + why + ". It asks to be left alone for " + std::to_string(wait_s) + " s",
        wait_s};
  }
  if (status == 408) return {ErrorKind::Unavailable, server.host + " waited too long" + why};
  if (status >= 400 && status < 500) return {ErrorKind::InvalidInput, server.host + " refused the request" + why};
  if (status >= 300 && status < 400) {
    return {ErrorKind::Unavailable, server.host + " sends requests to another address" + number +
                                        ": put that one into \"base_url\" in " + server.setting};
  }
  return {ErrorKind::Unavailable, server.host + " failed" + why + ". Its own log says more"};
}

}  // namespace timbre::cloud
