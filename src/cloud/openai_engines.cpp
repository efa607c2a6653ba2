#include "cloud/openai_engines.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace timbre::cloud {
namespace {

/// Says what is missing, and cannot speak.
class UnconnectedEngine : public clone::Engine {
 public:
  UnconnectedEngine(std::string needs, std::string step) {
    traits_.name = OpenAiServer().name;
    traits_.title = "A server that speaks OpenAI's audio API";
    traits_.runs_where = clone::RunsWhere::OwnServer;
    state_.needs = std::move(needs);
    state_.step = std::move(step);
  }
  [[nodiscard]] const clone::EngineTraits& traits() const override { return traits_; }
  [[nodiscard]] clone::EngineState state() override { return state_; }

 private:
  [[nodiscard]] Result<void> synthesise(const std::string& /*piece*/, const clone::Voice& /*voice*/,
                                        const clone::SpeakOptions& /*options*/,
                                        clone::RawSpeechSink& /*sink*/) override {
    return Error{ErrorKind::Unavailable, state_.needs + ". " + state_.step};
  }

  clone::EngineTraits traits_;
  clone::EngineState state_;
};

constexpr const char* kStep =
    "start a server that clones (vLLM-Omni, Chatterbox, LocalAI, qwentts.cpp; docs/engines.md) and set "
    "TIMBRE_OPENAI_BASE_URL to its address, for example http://127.0.0.1:8091, or write it into engines.json: "
    R"({"openai_audio": [{"base_url": "http://127.0.0.1:8091"}]})";

/// The servers of the file, and that of the environment before them.
Result<std::vector<OpenAiServer>> servers_of(const Result<CloudSettings>& settings, const OpenAiWorld& world) {
  if (!settings.ok()) return settings.error();
  TRY(std::vector<OpenAiServer> servers,
      parse_openai_settings(settings->openai_audio, settings->where("openai_audio")));
  const std::string usual = OpenAiServer().name;
  const bool has_usual = std::ranges::any_of(servers, [&](const OpenAiServer& server) { return server.name == usual; });
  if (has_usual) return servers;
  TRY(auto quick, openai_settings_from(world.environment));
  if (quick) servers.insert(servers.begin(), std::move(*quick));
  return servers;
}

}  // namespace

void add_openai_engines(clone::EngineRegistry& registry, const Result<CloudSettings>& settings,
                        const OpenAiWorld& world) {
  auto servers = servers_of(settings, world);
  if (!servers.ok()) {
    registry.add(std::make_unique<UnconnectedEngine>(servers.error().message,
                                                     "correct it; the form is in docs/formats/engines.md"));
    return;
  }
  if (servers->empty()) registry.add(std::make_unique<UnconnectedEngine>("no server is connected", kStep));
  for (OpenAiServer& server : *servers) {
    registry.add(std::make_unique<OpenAiAudioEngine>(std::move(server), world));
  }
}

}  // namespace timbre::cloud
