#pragma once
/// The engines of the section "openai_audio" and of the environment, as docs/engines.md describes them.

#include "clone/engine_registry.h"
#include "cloud/cloud_settings.h"
#include "cloud/openai_audio_engine.h"

namespace timbre::cloud {

/// Adds one engine for every server, first that of the environment (TIMBRE_OPENAI_BASE_URL) where none of the others is
/// called "openai-audio"; without any, and where settings or environment cannot be used, one that says what to do.
void add_openai_engines(clone::EngineRegistry& registry, const Result<CloudSettings>& settings,
                        const OpenAiWorld& world);

}  // namespace timbre::cloud
