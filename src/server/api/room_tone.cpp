#include "base/json.h"
#include "server/api/api.h"
#include "server/problem.h"
#include "studio/room_check.h"

namespace timbre::server {
namespace {

/// Three seconds of two channels at 192 kHz, 32 bits, are 4.6 MB.
constexpr std::uint64_t kMaxRoomToneBytes = 5'000'000;

Response check_room(const Request& request) {
  if (request.body.empty()) return problem(400, "the body is empty; send 3 s of the empty room as WAV");
  const auto room = studio::check_room_file(request.body);
  if (!room.ok()) return problem_of(room.error());
  Json findings = Json::array();
  for (const studio::RoomFinding& finding : room->findings) {
    findings.push_back({{"kind", finding.kind}, {"text", finding.text}});
  }
  const Json body{{"ok", room->is_ok},
                  {"level_dbfs", room->level_dbfs ? Json(*room->level_dbfs) : Json(nullptr)},
                  {"sentence", room->sentence},
                  {"findings", std::move(findings)}};
  return json_response(200, body.dump());
}

}  // namespace

void add_room_tone_routes(Router& router, ApiContext&) {
  router.add({"POST", "/api/v1/room-tone", Handler(check_room), kMaxRoomToneBytes, false});
}

}  // namespace timbre::server
