#pragma once
/// English speech to words by pocketsphinx (5prealpha) with the en-us model of Debian's package pocketsphinx-en-us:
/// works without any download. What to expect of it: docs/transcription-accuracy.md.

#include <memory>

#include "asr/transcriber.h"

namespace timbre::asr {

/// Loads the model (about half a second of work, 100 MiB). Language "en" only. Words are lower case but for "I" and
/// spelled letters; no punctuation. Times lie on a grid of 10 ms. The same samples give the same transcript, whatever
/// was heard before. Samples beyond ±1 and what is not a number are harmless. Unavailable as
/// find_pocketsphinx_model() says.
[[nodiscard]] Result<std::unique_ptr<Transcriber>> make_pocketsphinx_transcriber();

}  // namespace timbre::asr
