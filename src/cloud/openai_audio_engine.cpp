#include "cloud/openai_audio_engine.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "audio/codec/wav_writer.h"
#include "cloud/speech_blocks.h"
#include "net/url.h"

namespace timbre::cloud {
namespace {

constexpr int kMostWaits = 3;
constexpr std::int64_t kLongestWaitS = 60;
constexpr std::chrono::milliseconds kBeforeRepeat{500};
constexpr std::chrono::milliseconds kStep{50};

clone::RunsWhere place_of(const OpenAiServer& server) {
  if (net::is_loopback(server.base_url)) return clone::RunsWhere::ThisMachine;
  const std::string host = net::host_of(server.base_url);
  const bool is_theirs = host == "openai.com" || host.ends_with(".openai.com");
  return is_theirs ? clone::RunsWhere::Cloud : clone::RunsWhere::OwnServer;
}

std::string what_leaves(const OpenAiServer& server, const std::string& host) {
  if (place_of(server) == clone::RunsWhere::ThisMachine) return {};
  if (server.dialect == OpenAiDialect::OpenAi) return "the text, to " + host;
  std::string kept;
  if (server.dialect == OpenAiDialect::ChatterboxServer) {
    kept = ", which keeps the clip until someone deletes the file there";
  } else if (server.keep_voices) {
    kept = ", which keeps the clip";
  }
  return "the clip, what is said in it, and the text, to " + host + kept;
}

clone::EngineTraits engine_traits(const OpenAiServer& server, const std::string& host) {
  const DialectTraits& dialect = traits_of(server.dialect);
  clone::EngineTraits traits;
  traits.name = server.name;
  traits.title = server.title.empty() ? std::string(title_of(server.dialect)) + " at " + host : server.title;
  traits.version = std::string(to_string(server.dialect)) + ":" + server.model;
  traits.languages = server.languages;
  traits.streams = dialect.streams && server.streaming != OpenAiStreaming::Off;
  traits.takes_speed = dialect.takes_speed;
  traits.takes_instruction = server.takes_instruction || server.dialect == OpenAiDialect::OpenAi;
  traits.takes_seed = dialect.takes_seed;
  traits.needs_transcript = dialect.needs_transcript;
  traits.runs_where = place_of(server);
  traits.what_leaves = what_leaves(server, host);
  traits.max_piece_characters =
      server.max_piece_characters > 0 ? server.max_piece_characters : dialect.max_piece_characters;
  return traits;
}

audio::AudioBuffer one_channel(const audio::AudioBuffer& audio) {
  const int channels = audio.format().channel_count;
  std::vector<float> mean(audio.frame_count());
  for (int channel = 0; channel < channels; ++channel) {
    const auto samples = audio.channel(channel);
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += samples[i] / static_cast<float>(channels);
  }
  return {audio.format().sample_rate_hz, std::move(mean)};
}

/// What is wrong with an answer, and whose it is.
Error heard_from(const OpenAiConnection& connection, Error error) {
  error.message = connection.host() + ": " + error.message;
  return connection.cleaned(std::move(error));
}

std::string seconds_text(double seconds) { return std::to_string(static_cast<int>(seconds + 0.5)) + " s"; }

Result<void> check_reference(const clone::Voice& voice, OpenAiDialect dialect) {
  const DialectTraits& limits = traits_of(dialect);
  if (voice.reference.frame_count() == 0) {
    return Error{ErrorKind::InvalidInput, "the voice has no clip to clone from. Choose a take"};
  }
  const double duration_s =
      static_cast<double>(voice.reference.frame_count()) / voice.reference.format().sample_rate_hz;
  if (duration_s < limits.shortest_reference_s || duration_s > limits.longest_reference_s) {
    return Error{ErrorKind::InvalidInput, "the clip is " + seconds_text(duration_s) + " long; " + title_of(dialect) +
                                              " takes " + seconds_text(limits.shortest_reference_s) + " to " +
                                              seconds_text(limits.longest_reference_s) + ". Choose another clip"};
  }
  if (limits.needs_transcript && voice.reference_text.empty()) {
    return Error{ErrorKind::InvalidInput, std::string(title_of(dialect)) +
                                              " needs to know what is said in the clip. "
                                              "Give the clip its text"};
  }
  return {};
}

}  // namespace

OpenAiAudioEngine::OpenAiAudioEngine(OpenAiServer server, OpenAiWorld world)
    : world_(std::move(world)),
      connection_(std::move(server), world_.exchanger, world_.environment, world_.disk),
      probe_(connection_, world_.clock),
      voices_(connection_, world_.random),
      traits_(engine_traits(connection_.server(), connection_.host())) {}

clone::EngineState OpenAiAudioEngine::state() { return openai_state(connection_, probe_.facts()); }

Result<std::string> OpenAiAudioEngine::make_prompt(const clone::Voice& voice, const clone::SpeakOptions& options) {
  TRY(const Plan plan, plan_for(voice, options));
  return plan.prompt;
}

Result<OpenAiAudioEngine::Plan> OpenAiAudioEngine::plan_for(const clone::Voice& voice,
                                                            const clone::SpeakOptions& options) {
  const OpenAiServer& server = connection_.server();
  auto facts = probe_.facts();
  if (!facts.ok()) {
    probe_.forget();
    return Error{facts.error()};
  }
  Plan plan{.dialect = facts->dialect, .model = facts->model};
  plan.is_streamed = streams_for(server, plan.dialect, options);
  if (traits_of(plan.dialect).clones) {
    TRY_VOID(plan_reference(voice, options, plan));
    return plan;
  }
  auto custom = server.voices.find(voice.id);
  if (custom == server.voices.end()) custom = server.voices.find(voice.name);
  if (custom == server.voices.end()) {
    return Error{ErrorKind::Unavailable, connection_.host() + " takes no clip to clone, and \"voices\" in " +
                                             server.setting + " names no custom voice for this one"};
  }
  plan.server_voice = custom->second;
  return plan;
}

Result<void> OpenAiAudioEngine::plan_reference(const clone::Voice& voice, const clone::SpeakOptions& options,
                                               Plan& plan) {
  TRY_VOID(check_reference(voice, plan.dialect));
  TRY(plan.reference_wav, audio::encode_wav(one_channel(voice.reference).view(), audio::WavEncoding::Pcm16));
  plan.is_uploaded = uploads_for(connection_.server(), plan.dialect, options);
  if (!plan.is_uploaded) return {};
  TRY(const ServerVoice there, voices_.find_or_upload(plan.dialect, voice, plan.reference_wav, voice.prompt, options));
  plan.server_voice = there.id;
  plan.prompt = there.prompt;
  return {};
}

Result<void> OpenAiAudioEngine::synthesise(const std::string& piece, const clone::Voice& voice,
                                           const clone::SpeakOptions& options, clone::RawSpeechSink& sink) {
  TRY(Plan plan, plan_for(voice, options));
  Tries tries;
  for (;;) {
    const Attempt made = attempt(piece, voice, options, plan, sink);
    if (made.result.ok()) return {};
    TRY_VOID(recover(made, voice, options, plan, tries));
  }
}

OpenAiAudioEngine::Attempt OpenAiAudioEngine::attempt(const std::string& piece, const clone::Voice& voice,
                                                      const clone::SpeakOptions& options, const Plan& plan,
                                                      clone::RawSpeechSink& sink) const {
  const OpenAiServer& server = connection_.server();
  SpeechBlocks blocks(sink);
  SpeechDecoder decoder(server.wire.value_or(traits_of(plan.dialect).wire), server.pcm_rate_hz,
                        [&](int rate_hz, std::span<const float> mono) { return blocks.take(rate_hz, mono); });
  net::HttpRequest request = speech_request(server, plan.dialect,
                                            {.text = piece,
                                             .voice = voice,
                                             .options = options,
                                             .reference_wav = plan.reference_wav,
                                             .server_voice = plan.server_voice,
                                             .model = plan.model,
                                             .is_streamed = plan.is_streamed});
  request.cancel = options.cancel;
  Result<void> decoded;
  request.on_body = [&](std::string_view bytes) -> Result<void> {
    decoded = decoder.push(bytes);
    return decoded;
  };
  Attempt made;
  const auto reply = connection_.ask(std::move(request));
  if (reply.ok()) made.status = reply->status;
  if (!decoded.ok()) {
    made.result = blocks.is_refused() ? decoded.error() : heard_from(connection_, decoded.error());
  } else if (!reply.ok()) {
    made.result = reply.error();
  } else if (reply->status < 200 || reply->status > 299) {
    made.result = connection_.refusal_of(*reply);
  } else {
    const auto whole = decoder.finish();
    made.result = whole.ok() ? blocks.finish() : heard_from(connection_, whole.error());
  }
  made.has_given = blocks.has_given();
  return made;
}

Result<void> OpenAiAudioEngine::recover(const Attempt& failed, const clone::Voice& voice,
                                        const clone::SpeakOptions& options, Plan& plan, Tries& tries) {
  const Error& error = failed.result.error();
  if (error.kind == ErrorKind::Unavailable) probe_.forget();
  if (failed.has_given || error.kind == ErrorKind::Cancelled) return error;
  if (failed.status == 429 && error.retry_after_s <= kLongestWaitS && tries.waits < kMostWaits) {
    ++tries.waits;
    if (options.on_news) {
      options.on_news(
          {.words = connection_.host() + " is busy: trying again in " + std::to_string(error.retry_after_s) + " s",
           .progress = {}});
    }
    return wait(std::chrono::seconds(error.retry_after_s), options);
  }
  const bool may_have_forgotten = failed.status == 400 || failed.status == 404 || failed.status == 422;
  if (plan.is_uploaded && may_have_forgotten && !std::exchange(tries.is_uploaded_again, true)) {
    voices_.forget_id(plan.server_voice);
    const auto again = voices_.find_or_upload(plan.dialect, voice, plan.reference_wav, {}, options);
    if (!again.ok()) return again.error();
    plan.server_voice = again->id;
    return {};
  }
  if (failed.status >= 500 && !std::exchange(tries.is_repeated, true)) {
    // a backend that cannot stream says so with 500
    if (plan.dialect == OpenAiDialect::LocalAi) plan.is_streamed = false;
    return wait(kBeforeRepeat, options);
  }
  return error;
}

Result<void> OpenAiAudioEngine::wait(std::chrono::milliseconds time, const clone::SpeakOptions& options) const {
  for (; time > time.zero(); time -= kStep) {
    if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    if (world_.sleep) {
      world_.sleep(std::min(time, kStep));
    } else {
      std::this_thread::sleep_for(std::min(time, kStep));
    }
  }
  return {};
}

}  // namespace timbre::cloud
