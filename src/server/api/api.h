#pragma once
/// Every route of /api/v1, in one place. docs/api/openapi.json describes them; a test compares the two.

#include "clone/engine_registry.h"
#include "server/events.h"
#include "server/router.h"
#include "studio/clone_runs.h"
#include "studio/job_queue.h"
#include "studio/richer_advice.h"
#include "studio/safety_desk.h"
#include "studio/take_library.h"

namespace timbre::server {

/// What the handlers work with; all of it outlives the server.
struct ApiContext {
  studio::TakeLibrary& library;
  studio::JobQueue& jobs;
  EventHub& events;
  studio::SafetyDesk& safety;
  clone::EngineRegistry& engines;
  studio::CloneRuns& clones;
  studio::RicherAdvice& advice;
};

/// Longest upload: 200 MiB, an hour of 16-bit mono at 30 kHz or twenty minutes of 24-bit stereo.
inline constexpr std::uint64_t kMaxUploadBytes = std::uint64_t{200} << 20;

void add_api_routes(Router& router, ApiContext& context);

/// Parts of the table, by subject.
void add_take_routes(Router& router, ApiContext& context);
void add_recording_routes(Router& router, ApiContext& context);
void add_job_routes(Router& router, ApiContext& context);
void add_about_routes(Router& router, ApiContext& context);
void add_advice_routes(Router& router, ApiContext& context);
void add_audit_routes(Router& router, ApiContext& context);
void add_bulk_routes(Router& router, ApiContext& context);
void add_clone_routes(Router& router, ApiContext& context);
void add_compare_routes(Router& router, ApiContext& context);
void add_consent_routes(Router& router, ApiContext& context);
void add_demo_routes(Router& router, ApiContext& context);
void add_engine_routes(Router& router, ApiContext& context);
void add_export_routes(Router& router, ApiContext& context);
void add_openapi_route(Router& router);
void add_prompt_routes(Router& router, ApiContext& context);
void add_room_tone_routes(Router& router, ApiContext& context);
void add_sound_routes(Router& router, ApiContext& context);
void add_view_routes(Router& router, ApiContext& context);
void add_words_routes(Router& router, ApiContext& context);

}  // namespace timbre::server
