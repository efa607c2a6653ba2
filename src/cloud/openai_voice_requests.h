#pragma once
/// Voices that a server keeps: the requests that make one from a clip, list them and delete one, dialect by dialect.
/// Pure functions, no key, no network.

#include <optional>
#include <string>
#include <string_view>

#include "clone/engine.h"
#include "cloud/openai_settings.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

/// A voice to be made on a server that keeps voices.
struct VoiceWish {
  std::string name;  ///< letters, digits and hyphens
  const clone::Voice& voice;
  std::string_view reference_wav;
  std::string language = {};  ///< Chatterbox TTS API alone takes it with the voice; empty: English
};

/// POST of a voice; the dialect keeps voices.
[[nodiscard]] net::HttpRequest upload_request(const OpenAiServer& server, OpenAiDialect dialect, const VoiceWish& wish);
/// The id to speak with, from the answer to upload_request(). Unavailable where it names none.
[[nodiscard]] Result<std::string> uploaded_voice(OpenAiDialect dialect, const std::string& name, std::string_view body);
/// GET of the voices there are.
[[nodiscard]] net::HttpRequest list_request(const OpenAiServer& server, OpenAiDialect dialect);
/// Whether the answer to list_request() has the voice.
[[nodiscard]] bool lists_voice(OpenAiDialect dialect, const std::string& voice, std::string_view body);
/// DELETE of an uploaded voice; none where the server has no way to.
[[nodiscard]] std::optional<net::HttpRequest> delete_request(const OpenAiServer& server, OpenAiDialect dialect,
                                                             const std::string& voice);

}  // namespace timbre::cloud
