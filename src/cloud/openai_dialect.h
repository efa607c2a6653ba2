#pragma once
/// What tells the dialects of OpenAI's audio API apart, and their requests: pure functions, no key, no network. What
/// each server takes was read in its own sources; docs/engines.md names them.

#include <string>
#include <string_view>

#include "base/json.h"
#include "clone/engine.h"
#include "cloud/openai_settings.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

struct DialectTraits {
  bool clones = true;         ///< takes a reference clip
  bool needs_upload = false;  ///< only as a voice that was made there before
  bool streams = true;
  bool takes_speed = false;
  bool takes_seed = false;
  bool needs_transcript = false;
  bool needs_model = false;
  bool hides_unknown_voices =
      false;  ///< speaks in another voice, without a word, where it does not know the one asked for
  double shortest_reference_s = 0;
  double longest_reference_s = 3600;
  std::size_t max_piece_characters = 400;
  SpeechWire wire = SpeechWire::Wav;
};

[[nodiscard]] const DialectTraits& traits_of(OpenAiDialect dialect);

/// One piece to be spoken. References outlive it.
struct SpeechWish {
  const std::string& text;
  const clone::Voice& voice;
  const clone::SpeakOptions& options;
  std::string_view reference_wav;  ///< empty where server_voice says it
  std::string server_voice = {};   ///< id of an uploaded or custom voice; empty: the clip goes along
  std::string model = {};
  bool is_streamed = true;
};

/// Whether the answer comes while it is made: what `server` wants, as far as dialect and options allow.
[[nodiscard]] bool streams_for(const OpenAiServer& server, OpenAiDialect dialect, const clone::SpeakOptions& options);
/// Whether the clip has to be uploaded before it can be spoken with.
[[nodiscard]] bool uploads_for(const OpenAiServer& server, OpenAiDialect dialect, const clone::SpeakOptions& options);

/// POST of one piece. `dialect` is not Auto.
[[nodiscard]] net::HttpRequest speech_request(const OpenAiServer& server, OpenAiDialect dialect,
                                              const SpeechWish& wish);

}  // namespace timbre::cloud
