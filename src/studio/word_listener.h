#pragma once
/// The listener behind the studio: hears a take, scores it with its words and the installed networks, and holds the
/// reading against the prompt.

#include <filesystem>

#include "base/file_system.h"
#include "studio/take_library.h"

namespace timbre::studio {

/// The transcript is text::to_json's, with "low_confidence", "ref_text" (text::machine_ref_text) and "notes"; the
/// reading is asr::to_json's without phones, none where there is no prompt or nobody speaks. The demo's words are known
/// (demo_take.h). What was heard before is remembered under `cache`. `disk` must outlive it. Errors: Unavailable
/// without an engine, those of decoding, Cancelled within a second.
[[nodiscard]] Listener word_listener(FileSystem& disk, std::filesystem::path cache);

}  // namespace timbre::studio
