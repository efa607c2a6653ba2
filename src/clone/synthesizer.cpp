#include "clone/synthesizer.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/sha256.h"
#include "base/utf8.h"
#include "safety/watermark_payload.h"

namespace timbre::clone {
namespace {

using safety::AuditAct;
using safety::AuditEvent;

/// Of the samples themselves, so that a file can be matched whatever container it is in.
std::string sound_sha256(const audio::AudioBuffer& audio) {
  const std::span<const float> samples = audio.channel(0);
  return sha256_hex({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
}

/// Code points: what a person counts, near enough.
std::int64_t characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

std::int64_t milliseconds(const audio::AudioBuffer& audio) {
  return std::llround(1000.0 * static_cast<double>(audio.frame_count()) / audio.format().sample_rate_hz);
}

}  // namespace

Result<safety::MarkedSpeech> Synthesizer::speak(const std::string& text, const Voice& voice,
                                                const safety::ConsentGrant& grant, const SpeakOptions& options) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Error{ErrorKind::InvalidInput, "text: there is nothing to say; write at least one sentence"};
  }
  TRY(const auto asked, safeguards_.log.append({AuditAct::CloneAsked,
                                                voice.id,
                                                {{"engine", engine_.name()},
                                                 {"grant", grant.id()},
                                                 {"text_sha256", sha256_hex(text)},
                                                 {"text_characters", characters(text)},
                                                 {"asked_by", options.asked_by}}}));
  const std::uint32_t payload = safety::watermark_payload(asked.index);
  auto made = make(text, voice, grant, options, payload);
  if (!made.ok()) {
    TRY_VOID(safeguards_.log.append(
        {AuditAct::CloneRefused, voice.id, {{"asked", asked.index}, {"kind", to_string(made.error().kind)}}}));
    return made;
  }
  TRY_VOID(safeguards_.log.append({AuditAct::CloneMade,
                                   voice.id,
                                   {{"asked", asked.index},
                                    {"engine", engine_.name()},
                                    {"payload", payload},
                                    {"sound_sha256", sound_sha256(made->audio())},
                                    {"duration_ms", milliseconds(made->audio())}}}));
  return made;
}

Result<safety::MarkedSpeech> Synthesizer::make(const std::string& text, const Voice& voice,
                                               const safety::ConsentGrant& grant, const SpeakOptions& options,
                                               std::uint32_t payload) {
  TRY_VOID(safeguards_.consent.check(grant, {voice.id, options.language}));
  TRY_VOID(safeguards_.limits.take(safety::LimitKind::Synthesis, voice.id, 1));
  TRY_VOID(safeguards_.limits.take(safety::LimitKind::Characters, voice.id, characters(text)));
  TRY(const RawSpeech speech, engine_.synthesise(text, voice, options));
  if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "the clone was stopped"};
  return safety::MarkedSpeech::make(speech.audio_.view(), safeguards_.key, payload);
}

}  // namespace timbre::clone
