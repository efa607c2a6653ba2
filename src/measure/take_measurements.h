#pragma once
/// Everything measured of one take: the input of the score, and nothing else is. Plain data.

#include <optional>
#include <string>
#include <vector>

#include "audio/audio_format.h"
#include "measure/reading.h"
#include "measure/second_opinions.h"
#include "text/timed_word.h"

namespace timbre::measure {

enum class EventKind { Clip, Click, Plosive, Sibilance };

/// "clip", "click", "plosive", "sibilance": relied on by others.
[[nodiscard]] std::string_view to_string(EventKind kind);

struct Event {
  EventKind kind = EventKind::Clip;
  TimeRange range;
};

/// How the channels relate (measure/channels.h).
enum class ChannelLayout { Mono, DualMono, DeadChannel, Inverted, Stereo, Multichannel };

/// "mono", "dual_mono", "dead_channel", "inverted", "stereo", "multichannel".
[[nodiscard]] std::string_view to_string(ChannelLayout layout);

/// Yes/no facts that are named on the scorecard beside the numbers.
struct Findings {
  ChannelLayout channels = ChannelLayout::Mono;
  std::string analysis_signal;              ///< which mono signal was judged, in words
  bool snr_estimates_disagree = false;      ///< the two SNR estimates differ by more than 6 dB
  bool digital_silence = false;             ///< stretches of exact zeros inside the take
  bool gated = false;                       ///< pauses fall to (near) nothing: a noise gate
  bool noise_suppressed = false;            ///< pauses are far below the noise under the speech
  bool upsampled = false;                   ///< content far below Nyquist: recorded at a lower rate
  std::optional<double> lossy_low_pass_hz;  ///< consistent with a lossy codec's low-pass at this frequency
  std::optional<double> original_rate_hz;   ///< when upsampled: the rate the content would fit
  int hum_mains_hz = 0;                     ///< 50 or 60 when hum was found, else 0
  bool cut_start = false;                   ///< the take begins inside speech
  bool cut_end = false;                     ///< the take ends inside speech
  bool no_speech = false;                   ///< no voice activity found
  bool is_silent = false;                   ///< all samples zero
  bool is_dc_only = false;                  ///< nothing but a constant
  std::size_t non_finite_count = 0;         ///< NaN or infinite samples (read as 0)
};

/// What was said, or why that is not known.
struct SpokenWords {
  std::optional<text::Transcript> transcript;
  std::string why = "no transcript was made";  ///< empty when there is a transcript
};

struct TakeMeasurements {
  audio::StoredFormat stored;
  Readings readings;
  Findings findings;
  std::vector<Event> events;      ///< by start time; at most kMaxEventsPerKind of a kind
  std::vector<TimeRange> pauses;  ///< between words where there is a transcript, else between stretches of speech
  SpokenWords words;
  SecondOpinions opinions;
  std::vector<std::string> notes;  ///< in words: truncated data, channels left out, changed while read …
};

/// A broken file can hold a million clicks; the counts stay exact, the list of times is cut here.
inline constexpr std::size_t kMaxEventsPerKind = 1000;

}  // namespace timbre::measure
