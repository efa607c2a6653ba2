#include "cloud/openai_probe.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "cloud/openai_dialect.h"
#include "cloud/service_words.h"

namespace timbre::cloud {
namespace {

constexpr std::chrono::seconds kKept{60};
constexpr std::chrono::seconds kKeptError{5};
constexpr std::chrono::seconds kForOneAnswer{1};
constexpr std::chrono::seconds kLastStart{1};  // with the answer's second: two in all
constexpr std::size_t kMostModels = 1000;
constexpr std::size_t kToldModels = 5;

/// GETs within the time there is.
class Asker {
 public:
  Asker(const OpenAiConnection& connection, const Clock& clock)
      : connection_(connection), clock_(clock), start_(clock.monotonic()) {}
  [[nodiscard]] Result<Json> get(const std::string& path) const {
    if (clock_.monotonic() - start_ > kLastStart) {
      return Error{ErrorKind::Unavailable, connection_.host() + " takes too long to say what it is"};
    }
    net::HttpRequest request;
    request.url = connection_.server().base_url + path;
    TRY(const net::HttpReply reply, connection_.send_within(std::move(request), kForOneAnswer));
    return Json::parse(reply.body, nullptr, false);
  }

 private:
  const OpenAiConnection& connection_;
  const Clock& clock_;
  std::chrono::nanoseconds start_;
};

/// An address that is not there, or not for GET, says nothing bad about the server.
bool is_only_missing(const Error& error) {
  return error.kind == ErrorKind::NotFound || error.kind == ErrorKind::InvalidInput;
}

struct Models {
  std::vector<std::string> ids;
  std::string owner;
};

Models models_in(const Json& answer) {
  Models models;
  if (!answer.is_object() || !answer.contains("data") || !answer["data"].is_array()) return models;
  for (const Json& one : answer["data"]) {
    if (models.ids.size() >= kMostModels) break;
    const std::string id = text_at(one, "id");
    if (id.empty()) continue;
    models.ids.push_back(id);
    if (models.owner.empty()) models.owner = text_at(one, "owned_by");
  }
  return models;
}

std::optional<OpenAiDialect> dialect_by_voices(const Json& answer) {
  if (!answer.is_object()) return std::nullopt;
  if (answer.contains("uploaded_voices")) return OpenAiDialect::VllmOmni;
  const auto voices = answer.find("voices");
  if (voices == answer.end() || !voices->is_array()) return std::nullopt;
  const bool has_kinds = !voices->empty() && voices->front().is_object() && voices->front().contains("kind");
  if (has_kinds) return OpenAiDialect::QwenTts;
  const bool are_names = std::ranges::all_of(*voices, [](const Json& voice) { return voice.is_string(); });
  if (text_at(answer, "status") == "ok" && are_names) return OpenAiDialect::ChatterboxServer;
  // qwentts.cpp with a base model and nothing registered yet
  if (voices->empty() && answer.size() == 1) return OpenAiDialect::QwenTts;
  return std::nullopt;
}

std::optional<OpenAiDialect> dialect_by_owner(const std::string& owner) {
  if (owner == "vllm") return OpenAiDialect::VllmOmni;
  if (owner == "resemble-ai") return OpenAiDialect::ChatterboxApi;
  if (owner.starts_with("openai") || owner == "system") return OpenAiDialect::OpenAi;
  return std::nullopt;
}

std::string listed(const std::vector<std::string>& ids) {
  std::string all;
  for (std::size_t i = 0; i < std::min(ids.size(), kToldModels); ++i) {
    all += (i == 0 ? "" : ", ") + printable(ids[i].substr(0, 100));
  }
  return ids.size() > kToldModels ? all + " and " + std::to_string(ids.size() - kToldModels) + " more" : all;
}

/// Qwen3-TTS comes in kinds, and one of them clones.
bool is_without_cloning(OpenAiDialect dialect, std::string_view model) {
  if (dialect != OpenAiDialect::VllmOmni) return false;
  return model.ends_with("-CustomVoice") || model.ends_with("-VoiceDesign");
}

Result<void> choose_model(const OpenAiServer& server, const std::string& host, ServerFacts& facts) {
  facts.model = server.model;
  if (facts.model.empty() && facts.models.size() == 1) facts.model = facts.models.front();
  const auto& all = facts.models;
  if (facts.model.empty() && traits_of(facts.dialect).needs_model) {
    return Error{ErrorKind::InvalidInput, host + " wants a model named: set \"model\" in " + server.setting +
                                              (all.empty() ? "" : ". It has " + listed(all))};
  }
  if (!server.model.empty() && !all.empty() && std::ranges::find(all, server.model) == all.end()) {
    return Error{ErrorKind::InvalidInput, host + " has no model '" + printable(server.model) + "'. It has " +
                                              listed(all) + ": correct \"model\" in " + server.setting};
  }
  if (is_without_cloning(facts.dialect, facts.model)) {
    return Error{ErrorKind::InvalidInput, host + " runs " + printable(facts.model) +
                                              ", which cannot clone: start it with a model whose name ends in -Base"};
  }
  return {};
}

Result<OpenAiDialect> find_dialect(const Asker& asker, const OpenAiConnection& connection, const Models& models,
                                   bool has_models) {
  if (const auto found = dialect_by_owner(models.owner)) return *found;
  const auto voices = asker.get("/v1/audio/voices");
  if (!voices.ok() && !is_only_missing(voices.error())) return voices.error();
  if (voices.ok()) {
    if (const auto found = dialect_by_voices(*voices)) return *found;
  }
  const auto profiles = asker.get("/api/voice-profiles");
  if (profiles.ok() && profiles->is_object() && profiles->contains("data")) return OpenAiDialect::LocalAi;
  if (!profiles.ok() && !is_only_missing(profiles.error())) return profiles.error();
  if (has_models) return OpenAiDialect::OpenAi;
  return Error{ErrorKind::Unsupported, connection.host() +
                                           " does not answer like a speech server that Timbre knows. Is "
                                           "\"base_url\" in " +
                                           connection.server().setting +
                                           " right? If it is, name its \"dialect\" there"};
}

std::string step_for(const Error& error, const OpenAiConnection& connection) {
  const OpenAiServer& server = connection.server();
  switch (error.kind) {
    case ErrorKind::Denied:
      return "put a valid key where " + server.setting + " says";
    case ErrorKind::InvalidInput:
    case ErrorKind::Unsupported:
      return "correct " + server.setting;
    default:
      return "start the server at " + connection.host() + ", or correct \"base_url\" in " + server.setting;
  }
}

}  // namespace

Result<ServerFacts> OpenAiProbe::ask() const {
  const OpenAiServer& server = connection_.server();
  const Asker asker(connection_, clock_);
  ServerFacts facts{.dialect = server.dialect};
  const bool has_no_list = server.dialect == OpenAiDialect::ChatterboxServer;
  const auto answer = asker.get(has_no_list ? "/get_reference_files" : "/v1/models");
  if (!answer.ok() && !is_only_missing(answer.error())) return answer.error();
  Models models;
  if (answer.ok() && !has_no_list) models = models_in(*answer);
  if (server.dialect == OpenAiDialect::Auto) {
    TRY(facts.dialect, find_dialect(asker, connection_, models, answer.ok() && !answer->is_discarded()));
  }
  facts.models = std::move(models.ids);
  TRY_VOID(choose_model(server, connection_.host(), facts));
  return facts;
}

Result<ServerFacts> OpenAiProbe::facts() {
  const std::scoped_lock lock(mutex_);
  if (kept_) {
    const auto age = clock_.monotonic() - asked_at_;
    if (age < (kept_->ok() ? kKept : kKeptError)) return *kept_;
  }
  if (const auto key = connection_.check_key(); !key.ok()) return key.error();
  kept_ = ask();
  asked_at_ = clock_.monotonic();
  return *kept_;
}

void OpenAiProbe::forget() {
  const std::scoped_lock lock(mutex_);
  kept_.reset();
}

clone::EngineState openai_state(const OpenAiConnection& connection, const Result<ServerFacts>& facts) {
  const OpenAiServer& server = connection.server();
  clone::EngineState state;
  if (!facts.ok()) {
    state.needs = facts.error().message;
    state.step = connection.check_key().ok() ? step_for(facts.error(), connection)
                                             : "set " + openai_key_source(server) + ", and start Timbre again";
    return state;
  }
  if (!traits_of(facts->dialect).clones && server.voices.empty()) {
    state.needs = connection.host() +
                  " speaks in voices of its own and takes no clip to clone. OpenAI's custom voices "
                  "want a consent recording in OpenAI's words, and are for customers it has chosen";
    state.step = "use a server that clones (docs/engines.md), or name a custom voice made there with \"voices\" in " +
                 server.setting;
    return state;
  }
  state.is_ready = true;
  state.note = std::string(title_of(facts->dialect)) + " at " + connection.host() +
               (facts->model.empty() ? "" : ", model " + printable(facts->model.substr(0, 100)));
  if (server.dialect == OpenAiDialect::Auto && traits_of(facts->dialect).takes_speed) {
    state.note += std::string(". Name its dialect, ") + to_string(facts->dialect) + ", in " + server.setting +
                  " to choose the speed as well";
  }
  return state;
}

}  // namespace timbre::cloud
