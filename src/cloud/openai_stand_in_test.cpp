// Definition: the whole way, synthesizer to socket and back, against stand-ins that refuse what the real servers refuse
// (tests/stand_ins/openai_stand_in.py), in every dialect and with every fault.
#include <gtest/gtest.h>
#include <thread>

#include "base/clock.h"
#include "base/file_system.h"
#include "cloud/openai_audio_engine.h"
#include "cloud/testing/consenting_studio.h"
#include "cloud/testing/stand_in_process.h"
#include "net/curl_http_exchanger.h"

namespace timbre::cloud {
namespace {

using Names = std::vector<std::string>;

/// One server, one engine and one who consented.
class Stage {
 public:
  explicit Stage(const Names& arguments, OpenAiServer how = {})
      : stand_in("openai_stand_in.py", arguments), engine(connected(std::move(how)), world()) {}

  Result<safety::MarkedSpeech> speak(const std::string& text = "One dollar and eighty seven cents. That was all.") {
    return studio.speak(engine, text);
  }
  /// GET and POST of the stand-in's own pages.
  Json control(const std::string& page, const std::string& body = {}) {
    net::HttpRequest request;
    request.url = stand_in.url() + "/_stand_in/" + page;
    request.method = body.empty() ? "GET" : "POST";
    request.body = body;
    const auto reply = exchanger.send(request);
    return reply.ok() ? Json::parse(reply->body, nullptr, false) : Json();
  }
  /// How often an address was asked with a method.
  std::size_t count(const std::string& method, const std::string& path) {
    const Json log = control("log");
    return static_cast<std::size_t>(std::count_if(log.begin(), log.end(), [&](const Json& one) {
      return one["method"] == method && one["path"].get<std::string>().starts_with(path);
    }));
  }

  StandInProcess stand_in;
  SystemClock clock;
  SeededRandom random{9};
  PosixFileSystem disk;
  net::CurlHttpExchanger exchanger{clock};
  OpenAiAudioEngine engine;
  ConsentingStudio studio;

 private:
  OpenAiServer connected(OpenAiServer server) const {
    server.base_url = stand_in.url();
    server.setting = "engines.json: openai_audio[0]";
    return server;
  }
  OpenAiWorld world() {
    return {
        .exchanger = exchanger, .clock = clock, .random = random, .disk = disk, .environment = [](const std::string&) {
          return std::string("sk-of-the-test");
        }};
  }
};

struct Server {
  std::string dialect;
  bool is_auto;
};

class EveryDialect : public testing::TestWithParam<Server> {
 protected:
  static OpenAiServer how() {
    OpenAiServer server;
    const std::vector<OpenAiDialect> all{OpenAiDialect::VllmOmni, OpenAiDialect::ChatterboxApi,
                                         OpenAiDialect::ChatterboxServer, OpenAiDialect::LocalAi,
                                         OpenAiDialect::QwenTts};
    for (const OpenAiDialect one : all) {
      if (!GetParam().is_auto && to_string(one) == GetParam().dialect) server.dialect = one;
    }
    return server;
  }
};

TEST_P(EveryDialect, IsSpoken) {
  Stage stage({"--dialect", GetParam().dialect}, how());
  ASSERT_FALSE(stage.stand_in.url().empty());
  const auto state = stage.engine.state();
  EXPECT_TRUE(state.is_ready) << state.needs << " " << state.step;
  for (const char* language : {"", "en", "de"}) {
    stage.studio.options.language = language;
    const auto speech = stage.speak();
    ASSERT_TRUE(speech.ok()) << speech.error().message;
    EXPECT_EQ(speech->audio().format().sample_rate_hz, 24'000);
    EXPECT_GT(speech->audio().frame_count(), 2U * 24'000);
    EXPECT_LT(speech->audio().frame_count(), 20U * 24'000);
  }
  const Json log = stage.control("log");
  const double clip_s = stage.studio.voice.reference.view().duration_s();
  const bool has_clip =
      std::any_of(log.begin(), log.end(), [&](const Json& one) { return one["reference_s"] == clip_s; });
  EXPECT_TRUE(has_clip) << log.dump();
}

TEST_P(EveryDialect, TakesEveryOptionThatTheEngineOffers) {
  Stage stage({"--dialect", GetParam().dialect}, how());
  ASSERT_FALSE(stage.stand_in.url().empty());
  const auto& traits = stage.engine.traits();
  const auto usual = stage.speak();
  ASSERT_TRUE(usual.ok()) << usual.error().message;
  if (traits.takes_speed) stage.studio.options.speed = 0.7;
  if (traits.takes_seed) stage.studio.options.seed = 0xFFFF'FFFF'FFFF'FFFFU;
  const auto slow = stage.speak();
  ASSERT_TRUE(slow.ok()) << slow.error().message;
  if (traits.takes_speed) {
    EXPECT_GT(static_cast<double>(slow->audio().frame_count()),
              1.2 * static_cast<double>(usual->audio().frame_count()));
  }
}

TEST_P(EveryDialect, IsSpokenInAnotherVoiceForAnotherClip) {
  Stage stage({"--dialect", GetParam().dialect}, how());
  ASSERT_FALSE(stage.stand_in.url().empty());
  const auto one = stage.speak();
  stage.studio.voice.reference = audio::AudioBuffer(24'000, buzz(4));
  const auto other = stage.speak();
  ASSERT_TRUE(one.ok() && other.ok());
  const auto a = one->audio().channel(0);
  const auto b = other->audio().channel(0);
  EXPECT_FALSE(std::equal(a.begin(), a.end(), b.begin(), b.end()));
}

TEST_P(EveryDialect, SurvivesAServerThatForgets) {
  Stage stage({"--dialect", GetParam().dialect, "--mode", "forgets"}, how());
  ASSERT_FALSE(stage.stand_in.url().empty());
  stage.studio.options.language = "fr";  // Chatterbox's other server keeps a voice for it
  for (int i = 0; i < 2; ++i) {
    const auto speech = stage.speak();
    EXPECT_TRUE(speech.ok()) << speech.error().message;
  }
}

TEST_P(EveryDialect, LeavesNoVoiceBehind) {
  Stage stage({"--dialect", GetParam().dialect}, how());
  ASSERT_FALSE(stage.stand_in.url().empty());
  stage.studio.options.language = "fr";
  ASSERT_TRUE(stage.speak().ok());
  const bool keeps_files = GetParam().dialect == "chatterbox-server";  // it has no way to delete one
  const bool has_uploaded = GetParam().dialect != "vllm-omni" && !keeps_files;
  stage.engine.forget_voice(stage.studio.voice.id);
  EXPECT_EQ(stage.count("DELETE", "/"), has_uploaded ? 1U : 0U);
}

std::string server_name(const testing::TestParamInfo<Server>& server) {
  std::string name = server.param.dialect + (server.param.is_auto ? "_found" : "_named");
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(OpenAiStandIn, EveryDialect,
                         testing::Values(Server{"vllm-omni", false}, Server{"vllm-omni", true},
                                         Server{"chatterbox-api", false}, Server{"chatterbox-api", true},
                                         Server{"chatterbox-server", false}, Server{"chatterbox-server", true},
                                         Server{"localai", false}, Server{"localai", true}, Server{"qwentts", false},
                                         Server{"qwentts", true}),
                         server_name);

struct Fault {
  const char* dialect;
  const char* mode;
  ErrorKind kind;
  const char* words;
};

std::string fault_name(const testing::TestParamInfo<Fault>& fault) {
  std::string name = std::string(fault.param.dialect) + "_" + fault.param.mode;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class EveryFault : public testing::TestWithParam<Fault> {};

TEST_P(EveryFault, IsToldInWords) {
  Stage stage({"--dialect", GetParam().dialect, "--mode", GetParam().mode, "--key", "sk-of-the-test", "--chunk-ms",
               std::string_view(GetParam().mode) == "endless" ? "5000" : "80"},
              {.api_key_env = "KEY", .patience = std::chrono::seconds(2)});
  ASSERT_FALSE(stage.stand_in.url().empty());
  const auto speech = stage.speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, GetParam().kind) << speech.error().message;
  EXPECT_NE(speech.error().message.find(GetParam().words), std::string::npos) << speech.error().message;
  EXPECT_EQ(speech.error().message.find("sk-of-the-test"), std::string::npos) << speech.error().message;
  EXPECT_LT(speech.error().message.size(), 450U);
}

INSTANTIATE_TEST_SUITE_P(
    OpenAiStandIn, EveryFault,
    testing::Values(Fault{"vllm-omni", "throttle-always", ErrorKind::Unavailable, "300 s"},
                    Fault{"vllm-omni", "broken", ErrorKind::Unavailable, "CUDA out of memory"},
                    Fault{"vllm-omni", "unauthorised", ErrorKind::Denied, "the environment variable KEY"},
                    Fault{"vllm-omni", "no-model", ErrorKind::NotFound, "model"},
                    Fault{"vllm-omni", "too-large", ErrorKind::InvalidInput, "shorter clip"},
                    Fault{"vllm-omni", "error", ErrorKind::InvalidInput, "bad\\x1b[31m input\\n"},
                    Fault{"chatterbox-server", "error", ErrorKind::InvalidInput, "bad\\x1b[31m input\\n"},
                    Fault{"vllm-omni", "truncated", ErrorKind::Corrupt, "cut off"},
                    Fault{"qwentts", "truncated", ErrorKind::Corrupt, "cut off"},
                    Fault{"vllm-omni", "html", ErrorKind::Unavailable, "a web page"},
                    Fault{"qwentts", "html", ErrorKind::Unavailable, "a web page"},
                    Fault{"vllm-omni", "json", ErrorKind::Unavailable, "queued"},
                    Fault{"localai", "mp3", ErrorKind::Unavailable, "MP3"},
                    Fault{"vllm-omni", "silence", ErrorKind::Unavailable, "silence"},
                    Fault{"qwentts", "silence", ErrorKind::Unavailable, "silence"},
                    Fault{"localai", "wrong-rate", ErrorKind::InvalidInput, "4000"},
                    Fault{"vllm-omni", "hang", ErrorKind::Unavailable, "127.0.0.1"},
                    Fault{"vllm-omni", "hang-midway", ErrorKind::Unavailable, "127.0.0.1"},
                    Fault{"vllm-omni", "die-midway", ErrorKind::Unavailable, "127.0.0.1"},
                    Fault{"chatterbox-server", "die-midway", ErrorKind::Unavailable, "127.0.0.1"},
                    Fault{"qwentts", "endless", ErrorKind::InvalidInput, "went on for"},
                    Fault{"qwentts", "voice-full", ErrorKind::InvalidInput, "Maximum number"}),
    fault_name);

struct Trouble {
  const char* mode;
  OpenAiDialect dialect;
};

class PassingTrouble : public testing::TestWithParam<Trouble> {};

TEST_P(PassingTrouble, IsPassedOver) {
  Stage stage({"--mode", GetParam().mode, "--dialect", to_string(GetParam().dialect)}, {.dialect = GetParam().dialect});
  ASSERT_FALSE(stage.stand_in.url().empty());
  const auto speech = stage.speak();
  EXPECT_TRUE(speech.ok()) << speech.error().message;
}

std::string trouble_name(const testing::TestParamInfo<Trouble>& trouble) {
  std::string name = std::string(to_string(trouble.param.dialect)) + "_" + trouble.param.mode;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    OpenAiStandIn, PassingTrouble,
    testing::Values(Trouble{"throttle", OpenAiDialect::VllmOmni}, Trouble{"500-then-ok", OpenAiDialect::VllmOmni},
                    Trouble{"sse", OpenAiDialect::VllmOmni}, Trouble{"sse", OpenAiDialect::ChatterboxApi},
                    Trouble{"no-stream", OpenAiDialect::LocalAi}, Trouble{"slow", OpenAiDialect::QwenTts}),
    trouble_name);

TEST(OpenAiStandIn, EventsCanBeAskedFor) {
  for (const char* dialect : {"vllm-omni", "chatterbox-api"}) {
    for (const auto wire : {SpeechWire::Wav, SpeechWire::Pcm}) {
      Stage stage({"--dialect", dialect}, {.wire = wire, .streaming = OpenAiStreaming::Events});
      ASSERT_FALSE(stage.stand_in.url().empty());
      const auto speech = stage.speak();
      EXPECT_TRUE(speech.ok()) << dialect << ": " << speech.error().message;
    }
  }
}

TEST(OpenAiStandIn, AnotherRateIsTakenAsItIs) {
  Stage stage({"--mode", "other-rate"});
  ASSERT_FALSE(stage.stand_in.url().empty());
  const auto speech = stage.speak();
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(speech->audio().format().sample_rate_hz, 44'100);
}

TEST(OpenAiStandIn, AVoiceCanBeUploadedToVllmOmni) {
  Stage stage({}, {.dialect = OpenAiDialect::VllmOmni, .upload_voice = true});
  ASSERT_FALSE(stage.stand_in.url().empty());
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(stage.speak().ok());
  EXPECT_EQ(stage.count("POST", "/v1/audio/voices"), 1U);
  stage.control("forget", "{}");
  EXPECT_TRUE(stage.speak().ok());
  EXPECT_EQ(stage.count("POST", "/v1/audio/voices"), 2U);
}

TEST(OpenAiStandIn, OpenAiClonesNothingButSpeaksWithACustomVoice) {
  Stage stage({"--dialect", "openai"});
  ASSERT_FALSE(stage.stand_in.url().empty());
  EXPECT_FALSE(stage.engine.state().is_ready);
  EXPECT_FALSE(stage.speak().ok());
  Stage custom({"--dialect", "openai"}, {.voices = {{"Ann", "voice_of_ann"}}});
  EXPECT_TRUE(custom.engine.state().is_ready) << custom.engine.state().needs;
  const auto speech = custom.speak();
  EXPECT_TRUE(speech.ok()) << speech.error().message;
}

TEST(OpenAiStandIn, PullingThePlugIsAClearState) {
  std::optional<Stage> stage(std::in_place, Names{});
  ASSERT_FALSE(stage->stand_in.url().empty());
  EXPECT_TRUE(stage->speak().ok());
  stage->control("mode", R"({"mode": "die-midway"})");
  EXPECT_FALSE(stage->speak().ok());
  stage->control("mode", R"({"mode": "ok"})");
  EXPECT_TRUE(stage->speak().ok()) << "and it works again";
}

TEST(OpenAiStandIn, ItIsStoppedWhileItWaits) {
  for (const char* mode : {"hang", "hang-midway", "slow"}) {
    Stage stage({"--mode", mode}, {.dialect = OpenAiDialect::VllmOmni});
    ASSERT_FALSE(stage.stand_in.url().empty());
    std::thread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(700));
      stage.studio.options.cancel.cancel();
    });
    const auto speech = stage.speak();
    stopper.join();
    ASSERT_FALSE(speech.ok());
    EXPECT_EQ(speech.error().kind, ErrorKind::Cancelled) << speech.error().message;
  }
}

}  // namespace
}  // namespace timbre::cloud
