#include "cloud/openai_dialect.h"

#include <array>
#include <cctype>
#include <cmath>

#include "cloud/post_body.h"
#include "text/language_name.h"

namespace timbre::cloud {
namespace {

const DialectTraits kUnknown{};  // Auto: what can be said of all
const DialectTraits kVllmOmni{
    .takes_speed = true, .takes_seed = true, .shortest_reference_s = 1, .longest_reference_s = 30};
const DialectTraits kChatterboxApi{.hides_unknown_voices = true, .max_piece_characters = 280};
const DialectTraits kChatterboxServer{.needs_upload = true,
                                      .streams = false,
                                      .takes_speed = true,
                                      .takes_seed = true,
                                      .longest_reference_s = 30,
                                      .max_piece_characters = 280};
const DialectTraits kLocalAi{.needs_upload = true,
                             .takes_speed = true,
                             .needs_transcript = true,
                             .needs_model = true,
                             .shortest_reference_s = 1,
                             .longest_reference_s = 120};
const DialectTraits kQwenTts{.needs_upload = true, .takes_seed = true, .wire = SpeechWire::Pcm};
const DialectTraits kOpenAi{.clones = false, .takes_speed = true, .needs_model = true};

const char* wire_name(const OpenAiServer& server, OpenAiDialect dialect) {
  return server.wire.value_or(traits_of(dialect).wire) == SpeechWire::Pcm ? "pcm" : "wav";
}

bool has_speed(const clone::SpeakOptions& options) { return std::abs(options.speed - 1) > 1e-6; }

/// "English" as Qwen3-TTS names it; "Auto" for an unknown one.
std::string qwen_language(const std::string& iso) {
  if (iso.empty()) return "Auto";
  std::string name = text::language_name(iso);
  name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

Json base_body(const SpeechWish& wish) {
  Json body;
  if (!wish.model.empty()) body["model"] = wish.model;
  body["input"] = wish.text;
  return body;
}

void add_streaming(Json& body, const OpenAiServer& server, const SpeechWish& wish) {
  if (!wish.is_streamed) return;
  body["stream_format"] = server.streaming == OpenAiStreaming::Events ? "sse" : "audio";
}

net::HttpRequest vllm_speech(const OpenAiServer& server, const SpeechWish& wish) {
  Json body = base_body(wish);
  body["task_type"] = "Base";
  body["language"] = qwen_language(wish.options.language);
  if (!wish.server_voice.empty()) {
    body["voice"] = wish.server_voice;
  } else {
    body["ref_audio"] = "data:audio/wav;base64," + base64_of(wish.reference_wav);
    if (wish.voice.reference_text.empty()) {
      body["x_vector_only_mode"] = true;
    } else {
      body["ref_text"] = wish.voice.reference_text;
    }
  }
  body["response_format"] = wire_name(server, OpenAiDialect::VllmOmni);
  if (has_speed(wish.options)) body["speed"] = wish.options.speed;
  if (wish.options.seed) body["seed"] = *wish.options.seed & 0x7FFF'FFFF'FFFF'FFFFU;
  if (!wish.options.instruction.empty()) body["instructions"] = wish.options.instruction;
  // versions before "stream_format" know "stream" alone, and mean raw audio by it
  if (wish.is_streamed) body["stream"] = true;
  add_streaming(body, server, wish);
  return post_json(server.base_url + "/v1/audio/speech", body);
}

net::HttpRequest chatterbox_api_speech(const OpenAiServer& server, const SpeechWish& wish) {
  const bool has_events = wish.is_streamed && server.streaming == OpenAiStreaming::Events;
  std::string url = server.base_url + "/v1/audio/speech";
  if (wish.is_streamed && !has_events) url += "/stream";
  if (!wish.server_voice.empty()) {
    Json body{{"input", wish.text}, {"voice", wish.server_voice}, {"response_format", "wav"}};
    if (has_events) body["stream_format"] = "sse";
    return post_json(url, body);
  }
  std::vector<FormField> fields{{"input", wish.text}, {"response_format", "wav"}};
  if (has_events) fields.push_back({"stream_format", "sse"});
  fields.push_back({"voice_file", std::string(wish.reference_wav), "reference.wav"});
  return post_form(url + "/upload", fields);
}

net::HttpRequest chatterbox_server_speech(const OpenAiServer& server, const SpeechWish& wish) {
  Json body{{"text", wish.text},
            {"voice_mode", "clone"},
            {"reference_audio_filename", wish.server_voice},
            {"output_format", "wav"}};
  if (!wish.options.language.empty()) body["language"] = wish.options.language;
  if (has_speed(wish.options)) body["speed_factor"] = wish.options.speed;
  if (wish.options.seed) body["seed"] = *wish.options.seed & 0x7FFF'FFFFU;
  return post_json(server.base_url + "/tts", body);
}

net::HttpRequest localai_speech(const OpenAiServer& server, const SpeechWish& wish) {
  Json body = base_body(wish);
  body["voice"] = wish.server_voice;
  if (!wish.options.language.empty()) body["language"] = wish.options.language;
  body["response_format"] = "wav";
  if (has_speed(wish.options)) body["speed"] = wish.options.speed;
  if (!wish.options.instruction.empty()) body["instructions"] = wish.options.instruction;
  if (wish.is_streamed) body["stream"] = true;
  return post_json(server.base_url + "/v1/audio/speech", body);
}

net::HttpRequest qwentts_speech(const OpenAiServer& server, const SpeechWish& wish) {
  Json body = base_body(wish);
  body["voice"] = wish.server_voice;
  body["response_format"] = wish.is_streamed ? "pcm" : "wav";
  if (wish.options.seed) body["seed"] = *wish.options.seed & 0x7FFF'FFFF'FFFF'FFFFU;
  return post_json(server.base_url + "/v1/audio/speech", body);
}

net::HttpRequest openai_speech(const OpenAiServer& server, const SpeechWish& wish) {
  Json body = base_body(wish);
  // ids of custom voices go as an object, names of OpenAI's own as they are
  if (wish.server_voice.starts_with("voice_")) {
    body["voice"] = Json{{"id", wish.server_voice}};
  } else {
    body["voice"] = wish.server_voice;
  }
  body["response_format"] = wire_name(server, OpenAiDialect::OpenAi);
  if (has_speed(wish.options)) body["speed"] = wish.options.speed;
  if (!wish.options.instruction.empty()) body["instructions"] = wish.options.instruction;
  add_streaming(body, server, wish);
  return post_json(server.base_url + "/v1/audio/speech", body);
}

}  // namespace

const DialectTraits& traits_of(OpenAiDialect dialect) {
  static const std::array<const DialectTraits*, 7> all{&kUnknown, &kVllmOmni, &kChatterboxApi, &kChatterboxServer,
                                                       &kLocalAi, &kQwenTts,  &kOpenAi};
  return *all[static_cast<std::size_t>(dialect)];
}

bool streams_for(const OpenAiServer& server, OpenAiDialect dialect, const clone::SpeakOptions& options) {
  if (server.streaming == OpenAiStreaming::Off || !traits_of(dialect).streams) return false;
  return dialect != OpenAiDialect::VllmOmni || !has_speed(options);  // it changes the speed of whole files only
}

bool uploads_for(const OpenAiServer& server, OpenAiDialect dialect, const clone::SpeakOptions& options) {
  if (traits_of(dialect).needs_upload) return true;
  if (dialect == OpenAiDialect::VllmOmni) return server.upload_voice;
  // a clip that goes along with its text is always taken for English
  const bool is_english = options.language.empty() || options.language == "en";
  return dialect == OpenAiDialect::ChatterboxApi && (server.upload_voice || !is_english);
}

net::HttpRequest speech_request(const OpenAiServer& server, OpenAiDialect dialect, const SpeechWish& wish) {
  switch (dialect) {
    case OpenAiDialect::VllmOmni:
      return vllm_speech(server, wish);
    case OpenAiDialect::ChatterboxApi:
      return chatterbox_api_speech(server, wish);
    case OpenAiDialect::ChatterboxServer:
      return chatterbox_server_speech(server, wish);
    case OpenAiDialect::LocalAi:
      return localai_speech(server, wish);
    case OpenAiDialect::QwenTts:
      return qwentts_speech(server, wish);
    default:
      return openai_speech(server, wish);
  }
}

}  // namespace timbre::cloud
