#include "cloud/openai_voice_requests.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "cloud/post_body.h"
#include "cloud/service_words.h"

namespace timbre::cloud {
namespace {

constexpr std::string_view kProfile = "localai://voice-profiles/";

/// Everything outside RFC 3986's unreserved characters as %XX: one segment of a path.
std::string path_segment(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return out;
}

std::string voices_url(const OpenAiServer& server, OpenAiDialect dialect) {
  switch (dialect) {
    case OpenAiDialect::ChatterboxApi:
      return server.base_url + "/v1/voices";
    case OpenAiDialect::ChatterboxServer:
      return server.base_url + "/get_reference_files";
    case OpenAiDialect::LocalAi:
      return server.base_url + "/api/voice-profiles";
    default:
      return server.base_url + "/v1/audio/voices";
  }
}

/// The names in a list of texts or of objects with one of these keys.
bool has_entry(const Json& list, const std::string& voice) {
  if (!list.is_array()) return false;
  return std::ranges::any_of(list, [&](const Json& one) {
    if (one.is_string()) return one.get_ref<const std::string&>() == voice;
    return text_at(one, "name") == voice || text_at(one, "id") == voice;
  });
}

}  // namespace

net::HttpRequest upload_request(const OpenAiServer& server, OpenAiDialect dialect, const VoiceWish& wish) {
  std::string wav(wish.reference_wav);
  const std::string& said = wish.voice.reference_text;
  const std::string url = voices_url(server, dialect);
  if (dialect == OpenAiDialect::ChatterboxServer) {
    return post_form(server.base_url + "/upload_reference", {{"files", std::move(wav), wish.name + ".wav"}});
  }
  if (dialect == OpenAiDialect::ChatterboxApi) {
    return post_form(url, {{"voice_name", wish.name},
                           {"language", wish.language.empty() ? "en" : wish.language},
                           {"voice_file", std::move(wav), "reference.wav"}});
  }
  if (dialect == OpenAiDialect::LocalAi) {
    std::vector<FormField> fields{{"name", wish.name}, {"transcript", said}, {"consent_confirmed", "true"}};
    fields.push_back({"audio", std::move(wav), "reference.wav"});
    return post_form(url, fields);
  }
  if (dialect == OpenAiDialect::QwenTts) {
    Json body{{"name", wish.name}, {"wav_b64", base64_of(wav)}};
    if (!said.empty()) body["ref_text"] = said;
    return post_json(url, body);
  }
  std::vector<FormField> fields{{"name", wish.name}, {"consent", "timbre-" + wish.voice.id}};
  if (!said.empty()) fields.push_back({"ref_text", said});
  fields.push_back({"audio_sample", std::move(wav), "reference.wav"});
  return post_form(url, fields);
}

Result<std::string> uploaded_voice(OpenAiDialect dialect, const std::string& name, std::string_view body) {
  if (dialect == OpenAiDialect::ChatterboxServer) {
    const Json answer = Json::parse(body, nullptr, false);
    const bool has_it = answer.is_object() && has_entry(answer.value("uploaded_files", Json::array()), name + ".wav");
    if (has_it) return name + ".wav";
    return Error{ErrorKind::Unavailable, "the server did not keep the clip"};
  }
  if (dialect != OpenAiDialect::LocalAi) return name;
  const std::string id = text_at(Json::parse(body, nullptr, false), "id");
  if (id.empty()) return Error{ErrorKind::Unavailable, "the server names no id of the voice that was uploaded"};
  return std::string(kProfile) + id;
}

net::HttpRequest list_request(const OpenAiServer& server, OpenAiDialect dialect) {
  net::HttpRequest request;
  request.url = voices_url(server, dialect);
  return request;
}

bool lists_voice(OpenAiDialect dialect, const std::string& voice, std::string_view body) {
  const Json answer = Json::parse(body, nullptr, false);
  if (dialect == OpenAiDialect::ChatterboxServer) return has_entry(answer, voice);
  if (!answer.is_object()) return false;
  if (dialect == OpenAiDialect::LocalAi) {
    return has_entry(answer.value("data", Json()), voice.substr(std::min(kProfile.size(), voice.size())));
  }
  return has_entry(answer.value("uploaded_voices", Json()), voice) || has_entry(answer.value("voices", Json()), voice);
}

std::optional<net::HttpRequest> delete_request(const OpenAiServer& server, OpenAiDialect dialect,
                                               const std::string& voice) {
  if (dialect == OpenAiDialect::ChatterboxServer || dialect == OpenAiDialect::OpenAi) return std::nullopt;
  std::string id = voice;
  if (dialect == OpenAiDialect::LocalAi) id.erase(0, std::min(kProfile.size(), id.size()));
  net::HttpRequest request;
  request.method = "DELETE";
  request.url = voices_url(server, dialect) + "/" + path_segment(id);
  return request;
}

}  // namespace timbre::cloud
