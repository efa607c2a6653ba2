#include "studio/richer_advice.h"

#include <utility>

#include "base/clock.h"
#include "base/sha256.h"
#include "base/utc_time.h"
#include "base/utf8.h"
#include "score/advice_facts.h"
#include "score/advice_request.h"

namespace timbre::studio {
namespace {

constexpr std::uintmax_t kMaxKeptBytes = std::uintmax_t{1} << 20;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(valid_utf8(text)); }

/// What is known of a take for its advice; InvalidInput where it has no scorecard.
Result<score::AdviceFacts> facts_of(const store::Take& take) {
  if (!take.scorecard_json) {
    return Error{ErrorKind::InvalidInput, "the take is not judged yet; ask again when it has a scorecard"};
  }
  return score::advice_facts(Json::parse(*take.scorecard_json, nullptr, false));
}

std::string sum_of(const Json& payload) { return sha256_hex(payload.dump()); }

std::filesystem::path kept_advice_path(const store::TakeStore& store, const std::string& take_id) {
  return kept_advice_folder(store) / (take_id + ".json");
}

std::filesystem::path agreement_path(const store::TakeStore& store) { return store.folder() / "advice-agreed.json"; }

std::optional<Json> read_object(FileSystem& disk, const std::filesystem::path& path) {
  const auto bytes = disk.read(path, kMaxKeptBytes);
  if (!bytes.ok()) return std::nullopt;
  Json json = Json::parse(*bytes, nullptr, false);
  return json.is_object() ? std::optional<Json>(std::move(json)) : std::nullopt;
}

Json empty_answer() {
  return {{"state", "none"}, {"payload", nullptr}, {"advice", Json::array()}, {"dropped", Json::array()},
          {"why", nullptr},  {"service", nullptr}, {"model", nullptr},        {"made_ms", nullptr}};
}

}  // namespace

Result<score::CheckedAdvice> ask_for_advice(score::AdviceService& service, const score::AdviceFacts& facts,
                                            const CancelToken& cancel) {
  TRY(const std::string answer, service.ask(score::advice_request(facts, service.state().language), cancel));
  return score::check_advice(answer, facts);
}

Json to_json(const score::CheckedAdvice& advice) {
  Json json{{"advice", Json::array()}, {"dropped", Json::array()}};
  for (const score::AnsweredTip& tip : advice.tips) {
    json["advice"].push_back({{"measure", std::string(measure::measure_info(tip.measure).name)},
                              {"direction", std::string(score::to_string(tip.direction))},
                              {"text", valid_utf8(tip.text)}});
  }
  for (const score::DroppedTip& tip : advice.dropped) {
    json["dropped"].push_back({{"text", valid_utf8(tip.text)}, {"why", valid_utf8(tip.why)}});
  }
  return json;
}

std::string why_there_is_none(const Error& error) {
  if (error.kind == ErrorKind::Cancelled) return "the question was stopped";
  return printable(error.message);
}

RicherAdvice::RicherAdvice(TakeLibrary& library, JobQueue& jobs, std::shared_ptr<score::AdviceService> service,
                           TakeListener on_change)
    : library_(library), jobs_(jobs), service_(std::move(service)), on_change_(std::move(on_change)) {}

score::AdviceServiceState RicherAdvice::service_state() const {
  if (service_) return service_->state();
  score::AdviceServiceState none;
  none.needs = "no service is configured";
  none.step = "add a section \"advice\" to engines.json in the data folder (docs/advice.md)";
  return none;
}

bool RicherAdvice::has_agreed(const score::AdviceServiceState& service) const {
  const auto agreement = read_object(library_.store().disk(), agreement_path(library_.store()));
  return agreement && agreement->value("service", Json()) == Json(service.service) &&
         agreement->value("host", Json()) == Json(service.host);
}

Result<void> RicherAdvice::remember_agreement(const score::AdviceServiceState& service) {
  store::TakeStore& store = library_.store();
  const Json agreement{{"service", service.service}, {"host", service.host}, {"agreed_ms", unix_ms(store.clock())}};
  return store.disk().write_atomically(agreement_path(store), agreement.dump() + "\n");
}

Json RicherAdvice::service_json() const {
  const score::AdviceServiceState service = service_state();
  return {{"configured", service.is_configured},  {"service", text_or_null(service.service)},
          {"model", text_or_null(service.model)}, {"host", text_or_null(service.host)},
          {"is_local", service.is_local},         {"needs", text_or_null(service.needs)},
          {"step", text_or_null(service.step)},   {"agreed", service.is_configured && has_agreed(service)}};
}

std::optional<Json> RicherAdvice::kept(const std::string& take_id, const Json& payload) const {
  auto entry = read_object(library_.store().disk(), kept_advice_path(library_.store(), take_id));
  if (!entry || entry->value("asked", Json()) != Json(sum_of(payload["scorecard"]))) return std::nullopt;
  Json answer = empty_answer();
  for (const auto& [key, value] : answer.items()) {
    if (!entry->contains(key)) return std::nullopt;
    answer[key] = (*entry)[key];
  }
  return answer;
}

Result<Json> RicherAdvice::json_of(const std::string& take_id) {
  TRY(const store::Take take, library_.store().get(take_id));
  const score::AdviceServiceState service = service_state();
  Json answer = empty_answer();
  answer["service"] = text_or_null(service.service);
  answer["model"] = text_or_null(service.model);
  const auto facts = facts_of(take);
  if (!facts.ok()) {
    answer["why"] = valid_utf8(facts.error().message);
    return answer;
  }
  answer["payload"] = score::to_json(score::advice_request(*facts, service.language));
  if (const auto question = question_of(take_id)) {
    answer["state"] = question->phase == Phase::Waiting   ? "waiting"
                      : question->phase == Phase::Running ? "running"
                                                          : "failed";
    answer["why"] = text_or_null(question->why);
    return answer;
  }
  if (auto known = kept(take_id, answer["payload"])) return *known;
  if (!service.is_configured) answer["why"] = text_or_null(service.needs);
  return answer;
}

Result<void> RicherAdvice::ask(const std::string& take_id, bool agrees) {
  TRY(const store::Take take, library_.store().get(take_id));
  TRY([[maybe_unused]] const score::AdviceFacts facts, facts_of(take));
  const score::AdviceServiceState service = service_state();
  if (!service.is_configured) return Error{ErrorKind::Unavailable, service.needs + "; " + service.step};
  if (!has_agreed(service)) {
    if (!agrees) {
      return Error{ErrorKind::Denied, "look at what would be sent to " + service.host +
                                          " (\"payload\" of the same address) and agree with \"agreed\": true"};
    }
    TRY_VOID(remember_agreement(service));
  }
  const std::lock_guard one_at_a_time(asking_);
  const auto open = question_of(take_id);
  if (open && open->phase != Phase::Failed) return {};
  Job job;
  job.id = library_.new_id();
  job.kind = "advice";
  job.subject = take_id;
  job.lane = "advice";
  job.priority = JobPriority::Elsewhere;
  job.work = [this, take_id, id = job.id](const JobContext& context) {
    set(take_id, Question{Phase::Running, id, {}});
    const Result<void> kept = keep_answer(take_id, context);
    set(take_id,
        kept.ok() ? std::nullopt : std::optional(Question{Phase::Failed, id, why_there_is_none(kept.error())}));
    return kept;
  };
  set(take_id, Question{Phase::Waiting, job.id, {}});
  const Result<void> added = jobs_.add(std::move(job));
  if (!added.ok()) set(take_id, std::nullopt);
  return added;
}

Result<void> RicherAdvice::keep_answer(const std::string& take_id, const JobContext& context) {
  store::TakeStore& store = library_.store();
  TRY(const store::Take take, store.get(take_id));
  TRY(const score::AdviceFacts facts, facts_of(take));
  const score::AdviceServiceState service = service_->state();
  TRY(const score::CheckedAdvice advice, ask_for_advice(*service_, facts, context.cancel));
  Json entry = empty_answer();
  entry.update(to_json(advice));
  entry["state"] = "done";
  entry["payload"] = score::to_json(score::advice_request(facts, service.language));
  entry["service"] = service.service;
  entry["model"] = valid_utf8(service.model);
  entry["made_ms"] = unix_ms(store.clock());
  entry["asked"] = sum_of(entry["payload"]["scorecard"]);
  const auto path = kept_advice_path(store, take_id);
  TRY_VOID(store.disk().create_folders(path.parent_path()));
  return store.disk().write_atomically(path, entry.dump());
}

void RicherAdvice::set(const std::string& take_id, std::optional<Question> question) {
  {
    const std::lock_guard lock(mutex_);
    if (question) {
      questions_[take_id] = std::move(*question);
    } else {
      questions_.erase(take_id);
    }
  }
  on_change_(take_id);
}

std::optional<RicherAdvice::Question> RicherAdvice::question_of(const std::string& take_id) {
  const std::lock_guard lock(mutex_);
  const auto found = questions_.find(take_id);
  if (found == questions_.end()) return std::nullopt;
  // a job that was cancelled while it waited never ran
  const auto job = jobs_.get(found->second.job);
  const bool is_cancelled = job.ok() && job->state == JobState::Cancelled;
  if (found->second.phase == Phase::Waiting && is_cancelled) {
    questions_.erase(found);
    return std::nullopt;
  }
  return found->second;
}

}  // namespace timbre::studio
