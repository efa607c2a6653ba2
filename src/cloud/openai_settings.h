#pragma once
/// The section "openai_audio" of engines.json: servers that speak OpenAI's audio API. docs/formats/engines.md.

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"
#include "cloud/speech_decoder.h"

namespace timbre::cloud {

/// Whose way of taking a reference clip a server follows. Auto: asked of the server.
enum class OpenAiDialect { Auto, VllmOmni, ChatterboxApi, ChatterboxServer, LocalAi, QwenTts, OpenAi };

/// auto, vllm-omni, chatterbox-api, chatterbox-server, localai, qwentts, openai.
[[nodiscard]] const char* to_string(OpenAiDialect dialect);
/// "vLLM-Omni": for people.
[[nodiscard]] const char* title_of(OpenAiDialect dialect);

/// How speech is to come: as it is made, as it is made in server-sent events, or whole.
enum class OpenAiStreaming { Audio, Events, Off };

struct OpenAiServer {
  std::string setting = {};  ///< where it is set, for messages: "engines.json: openai_audio[0]"
  std::string name = "openai-audio";
  std::string title = {};     ///< for people; empty: from dialect and host
  std::string base_url = {};  ///< without "/v1" and without a slash at its end
  std::string model = {};     ///< empty: the server's only one
  OpenAiDialect dialect = OpenAiDialect::Auto;
  std::string api_key_env = {};
  std::string api_key_file = {};
  bool allow_plain_http = false;
  std::vector<std::string> languages = {};  ///< ISO 639-1; empty: not said
  std::optional<SpeechWire> wire = {};      ///< none: what suits the dialect
  int pcm_rate_hz = 24'000;
  OpenAiStreaming streaming = OpenAiStreaming::Audio;
  std::chrono::seconds timeout{600};   ///< for one piece
  std::chrono::seconds patience{180};  ///< without a byte
  bool upload_voice = false;  ///< the clip is sent once and kept by the server, where the dialect has the choice
  bool keep_voices = false;   ///< an uploaded voice is not deleted when Timbre ends
  bool takes_instruction = false;
  std::size_t max_piece_characters = 0;            ///< 0: what suits the dialect
  std::map<std::string, std::string> voices = {};  ///< name or id of a voice here → id of a custom voice there (openai)
};

/// The value of an environment variable; empty: not set.
using EnvironmentLookup = std::function<std::string(const std::string&)>;
/// The machine's own.
[[nodiscard]] std::string environment_variable(const std::string& name);

/// InvalidInput, naming the field, for what docs/formats/engines.md does not allow. `section` is the array, or null for
/// no servers; `where` begins every message: "engines.json: openai_audio".
[[nodiscard]] Result<std::vector<OpenAiServer>> parse_openai_settings(const Json& section, const std::string& where);
/// The server of TIMBRE_OPENAI_BASE_URL, TIMBRE_OPENAI_MODEL and OPENAI_API_KEY; none where the first is not set.
[[nodiscard]] Result<std::optional<OpenAiServer>> openai_settings_from(const EnvironmentLookup& environment);

/// The key as it is now; empty where none is set up. Unavailable, naming the variable or the file and never what is in
/// it, where it is missing or cannot be a key.
[[nodiscard]] Result<std::string> openai_key(const OpenAiServer& server, const EnvironmentLookup& environment,
                                             FileSystem& disk);
/// "the environment variable X", "the file Y"; empty where no key is set up.
[[nodiscard]] std::string openai_key_source(const OpenAiServer& server);

}  // namespace timbre::cloud
