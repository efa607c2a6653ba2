#pragma once
/// Which decoder a file's first bytes ask for. Names and extensions are not looked at: they lie.

namespace timbre::audio {

/// RIFF, RF64 or BW64 with WAVE: the own reader. Everything else, unreadable files too, is FFmpeg's to judge.
[[nodiscard]] bool looks_like_wav(int fd);

}  // namespace timbre::audio
