#pragma once
/// Subtitles from timed words: SubRip (SRT, as VLC and FFmpeg read it) and WebVTT (W3C Candidate Recommendation,
/// 4 April 2019).
///
/// The limits are those broadcasters share (Netflix Timed Text Style Guide, BBC Subtitle Guidelines): two lines of 42
/// characters, 7 s, 17 characters a second where the pauses give room for it.

#include <string>
#include <vector>

#include "text/timed_word.h"

namespace timbre::text {

struct SubtitleOptions {
  std::size_t line_columns = 42;  ///< code points; a single longer word stays whole
  double longest_s = 7.0;
  double shortest_s = 1.0;           ///< where the pause after it allows
  double columns_per_second = 17.0;  ///< where the pause after it allows
  double pause_s = 0.6;              ///< a pause this long always ends a cue
};

/// What stands on the screen at one time.
struct Cue {
  TimeRange range;
  std::vector<std::string> lines;  ///< one or two, plain UTF-8 without control characters
};

/// In time order, without overlap; every word once, none cut. A single word longer than longest_s keeps its time.
[[nodiscard]] std::vector<Cue> split_into_cues(const std::vector<TimedWord>& words,
                                               const SubtitleOptions& options = {});

/// Numbered from 1, times HH:MM:SS,mmm. SRT has no escapes: an arrow in the text ("-->") becomes "->".
[[nodiscard]] std::string write_srt(const std::vector<Cue>& cues);

/// With its header line; &, < and > are escaped. No cue is a file with the header alone.
[[nodiscard]] std::string write_vtt(const std::vector<Cue>& cues);

}  // namespace timbre::text
