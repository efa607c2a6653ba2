#include "cloud/openai_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "base/utf8.h"
#include "cloud/json_fields.h"
#include "net/url.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kMostServers = 16;
constexpr std::uintmax_t kLargestKeyFileBytes = 16 << 10;

struct DialectName {
  OpenAiDialect dialect;
  const char* name;
  const char* title;
};
constexpr std::array kDialects{
    DialectName{OpenAiDialect::Auto, "auto", "OpenAI audio"},
    DialectName{OpenAiDialect::VllmOmni, "vllm-omni", "vLLM-Omni"},
    DialectName{OpenAiDialect::ChatterboxApi, "chatterbox-api", "Chatterbox TTS API"},
    DialectName{OpenAiDialect::ChatterboxServer, "chatterbox-server", "Chatterbox TTS Server"},
    DialectName{OpenAiDialect::LocalAi, "localai", "LocalAI"},
    DialectName{OpenAiDialect::QwenTts, "qwentts", "qwentts.cpp"},
    DialectName{OpenAiDialect::OpenAi, "openai", "OpenAI"}};

/// JsonFields, and what it does not check; the first problem stays.
struct Entry {
  JsonFields fields;
  std::string where;
  std::optional<Error> problem = {};

  void fail(const std::string& key, const std::string& what) {
    if (!problem) problem = Error{ErrorKind::InvalidInput, where + "." + key + " " + what};
  }
  /// The index of what is there in `choices`.
  std::optional<std::size_t> choice(const std::string& key, const std::vector<std::string>& choices) {
    const std::string value = fields.text_or(key, "");
    if (value.empty()) return std::nullopt;
    const auto found = std::ranges::find(choices, value);
    if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
    std::string all;
    for (const std::string& one : choices) all += (all.empty() ? "" : ", ") + one;
    fail(key, "must be one of: " + all);
    return std::nullopt;
  }
  std::int64_t whole(const std::string& key, std::int64_t otherwise, double lowest, double highest) {
    return std::llround(fields.number_or(key, static_cast<double>(otherwise), lowest, highest));
  }
};

bool is_name(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !name.empty() && name.size() <= 40 && name.front() != '-' &&
         name.find_first_not_of(kLetters) == std::string_view::npos;
}

bool is_language(std::string_view code) {
  return code.size() >= 2 && code.size() <= 3 && std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string without_version(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with("/v1")) url.resize(url.size() - 3);
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string problem_of_url(const OpenAiServer& server) {
  const std::string& url = server.base_url;
  const auto good = server.allow_plain_http ? net::check_url_or_plain_http(url) : net::check_url(url);
  if (good.ok()) {
    const bool is_base = url.find_first_of("?#") == std::string::npos;
    return is_base ? std::string() : "holds a query or a fragment; give the address up to its path";
  }
  if (url.starts_with("http://") && net::check_url_or_plain_http(url).ok()) {
    return "is plain http to another machine, where others can listen; use https, or set allow_plain_http to true for "
           "a "
           "network of your own";
  }
  return "is no address to use: " + good.error().message;
}

void read_languages(Entry& entry, OpenAiServer& server) {
  const Json& list = entry.fields.value("languages");
  if (list.is_null()) return;
  if (!list.is_array()) return entry.fail("languages", "must be a list");
  for (const Json& code : list) {
    if (!code.is_string() || !is_language(code.get_ref<const std::string&>())) {
      return entry.fail("languages", "must hold ISO 639-1 codes such as \"en\"");
    }
    server.languages.push_back(code);
  }
}

void read_voices(Entry& entry, OpenAiServer& server) {
  const Json& map = entry.fields.value("voices");
  if (map.is_null()) return;
  if (!map.is_object()) return entry.fail("voices", "must be an object: a voice here, its id there");
  for (const auto& [ours, theirs] : map.items()) {
    if (!theirs.is_string() || theirs.get_ref<const std::string&>().empty()) {
      return entry.fail("voices", "must hold the id of each voice as text");
    }
    server.voices[ours] = theirs;
  }
}

void read_ways(Entry& entry, OpenAiServer& server) {
  std::vector<std::string> names;
  for (const DialectName& one : kDialects) names.emplace_back(one.name);
  if (const auto dialect = entry.choice("dialect", names)) server.dialect = kDialects[*dialect].dialect;
  if (const auto wire = entry.choice("response_format", {"wav", "pcm"})) server.wire = static_cast<SpeechWire>(*wire);
  if (const auto way = entry.choice("stream", {"audio", "sse", "off"})) {
    server.streaming = static_cast<OpenAiStreaming>(*way);
  }
}

void read_numbers(Entry& entry, OpenAiServer& server) {
  server.pcm_rate_hz = static_cast<int>(
      entry.whole("pcm_rate_hz", server.pcm_rate_hz, audio::kMinSampleRateHz, audio::kMaxSampleRateHz));
  server.timeout = std::chrono::seconds(entry.whole("timeout_s", server.timeout.count(), 1, 3600));
  server.patience = std::min(server.patience, server.timeout);
  server.patience = std::chrono::seconds(entry.whole("patience_s", server.patience.count(), 1, 3600));
  if (entry.fields.value("max_piece_characters").is_null()) return;
  server.max_piece_characters = static_cast<std::size_t>(entry.whole("max_piece_characters", 400, 40, 4000));
}

void read_texts(Entry& entry, OpenAiServer& server) {
  server.name = entry.fields.text_or("name", server.name);
  if (!is_name(server.name)) entry.fail("name", "must be 1 to 40 small letters, digits and hyphens");
  server.title = entry.fields.text_or("title", "");
  if (server.title.size() > 80 || printable(server.title) != server.title) {
    entry.fail("title", "must be printable and at most 80 bytes long");
  }
  server.base_url = entry.fields.text("base_url");
  server.model = entry.fields.text_or("model", "");
  server.api_key_env = entry.fields.text_or("api_key_env", "");
  server.api_key_file = entry.fields.text_or("api_key_file", "");
  if (!server.api_key_env.empty() && !server.api_key_file.empty()) {
    entry.fail("api_key_file", "stands beside api_key_env; give one of them");
  }
}

Result<OpenAiServer> parse_server(const Json& json, const std::string& where) {
  OpenAiServer server;
  server.setting = where;
  Entry entry{.fields = JsonFields(json, where), .where = where};
  read_texts(entry, server);
  server.allow_plain_http = entry.fields.flag_or("allow_plain_http", false);
  server.upload_voice = entry.fields.flag_or("upload_voice", false);
  server.keep_voices = entry.fields.flag_or("keep_voices", false);
  server.takes_instruction = entry.fields.flag_or("takes_instruction", false);
  read_languages(entry, server);
  read_voices(entry, server);
  read_ways(entry, server);
  read_numbers(entry, server);
  TRY_VOID(entry.fields.done());
  if (const std::string problem = problem_of_url(server); !problem.empty()) entry.fail("base_url", problem);
  if (entry.problem) return *entry.problem;
  server.base_url = without_version(server.base_url);
  return server;
}

}  // namespace

const char* to_string(OpenAiDialect dialect) { return kDialects[static_cast<std::size_t>(dialect)].name; }

const char* title_of(OpenAiDialect dialect) { return kDialects[static_cast<std::size_t>(dialect)].title; }

std::string environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): read only, nothing here sets it
  return value == nullptr ? std::string() : std::string(value);
}

Result<std::vector<OpenAiServer>> parse_openai_settings(const Json& section, const std::string& where) {
  std::vector<OpenAiServer> servers;
  if (section.is_null()) return servers;
  if (!section.is_array()) return Error{ErrorKind::InvalidInput, where + " must be a list of servers: [{…}]"};
  if (section.size() > kMostServers) {
    return Error{ErrorKind::InvalidInput, where + " lists " + std::to_string(section.size()) + " servers; at most " +
                                              std::to_string(kMostServers) + " are allowed"};
  }
  for (std::size_t i = 0; i < section.size(); ++i) {
    const std::string its_place = where + "[" + std::to_string(i) + "]";
    TRY(OpenAiServer server, parse_server(section[i], its_place));
    const bool is_taken = std::ranges::any_of(servers, [&](const auto& other) { return other.name == server.name; });
    if (is_taken) {
      return Error{ErrorKind::InvalidInput,
                   its_place + ".name is '" + server.name + "', as of a server before it; give each its own"};
    }
    servers.push_back(std::move(server));
  }
  return servers;
}

Result<std::optional<OpenAiServer>> openai_settings_from(const EnvironmentLookup& environment) {
  OpenAiServer server;
  server.setting = "the environment, or engines.json instead";
  server.base_url = environment("TIMBRE_OPENAI_BASE_URL");
  if (server.base_url.empty()) return std::optional<OpenAiServer>();
  server.model = environment("TIMBRE_OPENAI_MODEL");
  if (!environment("OPENAI_API_KEY").empty()) server.api_key_env = "OPENAI_API_KEY";
  if (const std::string problem = problem_of_url(server); !problem.empty()) {
    return Error{ErrorKind::InvalidInput, "TIMBRE_OPENAI_BASE_URL " + problem};
  }
  server.base_url = without_version(server.base_url);
  return std::optional(std::move(server));
}

Result<std::string> openai_key(const OpenAiServer& server, const EnvironmentLookup& environment, FileSystem& disk) {
  std::string key;
  if (!server.api_key_env.empty()) key = environment(server.api_key_env);
  if (!server.api_key_file.empty()) {
    const auto bytes = disk.read(server.api_key_file, kLargestKeyFileBytes);
    if (!bytes.ok()) return Error{ErrorKind::Unavailable, "the key cannot be read: " + bytes.error().message};
    key = *bytes;
  }
  const std::string source = openai_key_source(server);
  while (!key.empty() && (key.back() == '\n' || key.back() == '\r' || key.back() == ' ')) key.pop_back();
  if (key.empty() && !source.empty())
    return Error{ErrorKind::Unavailable, "no key: " + source + " is empty or not set"};
  const bool is_key = std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
  if (!is_key || key.size() > 4096) {
    return Error{ErrorKind::Unavailable, "no key: " + source + " holds spaces or characters that no key has"};
  }
  return key;
}

std::string openai_key_source(const OpenAiServer& server) {
  if (!server.api_key_env.empty()) return "the environment variable " + printable(server.api_key_env);
  if (!server.api_key_file.empty()) return "the file " + printable(server.api_key_file);
  return {};
}

}  // namespace timbre::cloud
