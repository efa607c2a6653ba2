#pragma once
/// What a service answers when it does not do what was asked, in words for people. Its bytes are hostile: what is taken
/// from them is printable and short.

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace timbre::cloud {

/// The string at a key; empty where there is no object, no key, or no string.
[[nodiscard]] std::string text_at(const Json& object, std::string_view key);

/// Whether it begins like HTML.
[[nodiscard]] bool is_web_page(std::string_view body);

/// What a body says went wrong, at most 200 characters: the message of OpenAI's error object, of FastAPI's `detail`, of
/// `message`, or plain text; empty for a web page and for what is no text.
[[nodiscard]] std::string message_of(std::string_view body);

/// The text with every occurrence of the secret replaced by "(secret)". An empty secret changes nothing.
[[nodiscard]] std::string without_secret(std::string text, std::string_view secret);

/// Who refused, for the message.
struct RefusingServer {
  std::string host;
  std::string key_source;  ///< "the environment variable OPENAI_API_KEY"; empty: no key is set
  std::string setting;     ///< where its settings are: "engines.json: openai_audio[0]"
};

/// An answer whose status is not 2xx as an Error: Denied for 401 and 403, NotFound for 404, InvalidInput for other 4xx,
/// Unavailable for 408, 429 (with the seconds of Retry-After, 5 where it names none), 5xx and everything else.
[[nodiscard]] Error refusal(int status, const std::map<std::string, std::string>& headers, std::string_view body,
                            const RefusingServer& server);

}  // namespace timbre::cloud
