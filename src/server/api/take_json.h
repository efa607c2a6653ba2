#pragma once
/// Takes, recordings and jobs as the API shows them (docs/api/openapi.json, components/schemas).

#include "base/json.h"
#include "store/recordings.h"
#include "store/take.h"
#include "studio/job_queue.h"

namespace timbre::server {

[[nodiscard]] Json to_json(const store::TakeSummary& take);
/// With scorecard, transcript, reading, capture and the user's text.
[[nodiscard]] Json to_json(const store::Take& take);
[[nodiscard]] Json to_json(const store::Recording& recording);
[[nodiscard]] Json to_json(const studio::JobStatus& job);

/// A strong entity tag (RFC 9110 section 8.8.3): the revision in quotes.
[[nodiscard]] std::string etag_of(std::int64_t revision);

}  // namespace timbre::server
