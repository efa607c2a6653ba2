#pragma once
/// What a cloned file says of itself.

#include <string>

#include "audio/codec/audio_writer.h"
#include "base/clock.h"

namespace timbre::clone {

/// That a machine made it, in whose voice, by which engine and when. Lost by any re-encoding, which is why there is a
/// watermark as well.
[[nodiscard]] audio::AudioTags clone_tags(const std::string& voice_name, const std::string& engine, const Clock& clock);

}  // namespace timbre::clone
