#pragma once
/// The body of an answer that should be speech, as it comes: a WAV file, plain 16-bit samples, or server-sent events
/// (`speech.audio.delta`, Base64) that hold either. What is something else (a web page, JSON, MP3) is named.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cloud/event_stream.h"
#include "cloud/sample_stream.h"
#include "cloud/wav_stream.h"

namespace timbre::cloud {

/// What was asked for. A WAV file and events are recognised in either case, plain samples only where they are expected.
enum class SpeechWire { Wav, Pcm };

class SpeechDecoder {
 public:
  /// `pcm_rate_hz`: of plain samples, whose rate no header says; 8 to 192 kHz.
  SpeechDecoder(SpeechWire wire, int pcm_rate_hz, SampleTaker taker);
  SpeechDecoder(const SpeechDecoder&) = delete;
  SpeechDecoder& operator=(const SpeechDecoder&) = delete;
  ~SpeechDecoder() = default;

  /// Corrupt and InvalidInput as WavStream; Unavailable for an event that tells of an error; InvalidInput for more than
  /// ten minutes of sound; what the taker says. What is no speech at all is told by finish().
  [[nodiscard]] Result<void> push(std::string_view bytes);
  /// To be called once, at the end. Corrupt where something is missing; Unavailable where the answer is no speech, no
  /// sound, or none above −60 dBFS.
  [[nodiscard]] Result<void> finish();
  /// Whether the taker got anything.
  [[nodiscard]] bool has_given() const { return sound() != nullptr && sound()->frame_count() > 0; }

 private:
  enum class Kind { Unknown, Sound, Events, Other };

  [[nodiscard]] Result<void> push_body(std::string_view bytes);
  [[nodiscard]] Result<void> push_sound(std::string_view bytes);
  [[nodiscard]] Result<void> take_event(const std::string& data);
  [[nodiscard]] Result<void> finish_sound();
  [[nodiscard]] Error tell_what_it_is() const;
  [[nodiscard]] const SampleStream* sound() const;

  SpeechWire wire_;
  SampleForm pcm_;
  SampleTaker taker_;
  Kind kind_ = Kind::Unknown;
  std::string start_;  ///< of the body, until it is clear what it is; all that is kept of what is no speech
  EventStream events_;
  bool are_events_done_ = false;
  std::string sound_start_;
  std::variant<std::monostate, WavStream, SampleStream> sound_;
};

}  // namespace timbre::cloud
