#include "cloud/pending_jobs.h"

#include <algorithm>

#include "base/json.h"
#include "base/sha256.h"
#include "base/utc_time.h"

namespace timbre::cloud {
namespace {

constexpr std::int64_t kDayMs = 24 * 3600 * 1000;
constexpr std::uintmax_t kMaxBytes = 64'000;

std::string to_text(const PendingJob& job) {
  Json json;
  json["key"] = job.key;
  json["endpoint"] = job.endpoint;
  json["region"] = job.region;
  json["input"] = to_string(job.input);
  if (job.job) {
    json["job"] = job.job->id;
    json["output"] = to_string(job.job->output);
    json["failure"] = to_string(job.job->failure);
  }
  json["asked_ms"] = job.asked_ms;
  json["is_leaving"] = job.is_leaving;
  json["is_finished"] = job.is_finished;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<PendingJob> from_text(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto word = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto flag = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
  };
  const auto input = parse_s3_address(word("input"));
  const auto asked = json.find("asked_ms");
  if (!input || asked == json.end() || !asked->is_number_integer()) return std::nullopt;
  PendingJob job{.key = word("key"), .endpoint = word("endpoint"), .region = word("region"), .input = *input};
  const auto output = parse_s3_address(word("output"));
  const auto failure = parse_s3_address(word("failure"));
  if (output && failure) job.job = SagemakerJob{word("job"), *output, *failure};
  job.asked_ms = asked->get<std::int64_t>();
  job.is_leaving = flag("is_leaving");
  job.is_finished = flag("is_finished");
  return job;
}

}  // namespace

PendingJobs::PendingJobs(std::filesystem::path folder, FileSystem& disk, const Clock& clock)
    : folder_(std::move(folder)), disk_(disk), clock_(clock) {}

std::filesystem::path PendingJobs::file_of(const PendingJob& job) const {
  // A job that leaves makes room for another that is asked the same.
  return folder_ / (job.is_leaving ? "leaving-" + sha256_hex(to_string(job.input)) + ".json" : job.key + ".json");
}

Result<std::unique_ptr<FileLock>> PendingJobs::lock(const std::string& key) {
  TRY_VOID(disk_.create_folders(folder_));
  auto lock = disk_.lock(folder_ / (key + ".lock"));
  if (lock.ok() || lock.error().kind != ErrorKind::Unavailable) return lock;
  return Error{ErrorKind::Unavailable, "another Timbre is waiting for the same piece; let it finish, then ask again"};
}

std::optional<PendingJob> PendingJobs::find(const std::string& key) {
  const Result<std::string> text = disk_.read(folder_ / (key + ".json"), kMaxBytes);
  auto job = text.ok() ? from_text(*text) : std::nullopt;
  if (!job || job->key != key || job->is_leaving || is_old(*job)) return std::nullopt;
  return job;
}

Result<void> PendingJobs::keep(const PendingJob& job) {
  TRY_VOID(disk_.create_folders(folder_));
  return disk_.write_atomically(file_of(job), to_text(job));
}

Result<PendingJob> PendingJobs::leave(PendingJob job, bool is_finished) {
  const std::filesystem::path waiting = file_of(job);
  job.is_leaving = true;
  job.is_finished = is_finished || !job.job;
  TRY_VOID(keep(job));
  if (waiting != file_of(job)) TRY_VOID(disk_.remove(waiting));
  return job;
}

Result<void> PendingJobs::forget(const PendingJob& job) { return disk_.remove(file_of(job)); }

bool PendingJobs::is_old(const PendingJob& job) const {
  const std::int64_t age_ms = unix_ms(clock_) - job.asked_ms;
  return age_ms > kDayMs || age_ms < -kDayMs;
}

std::vector<PendingJob> PendingJobs::leftovers() {
  std::vector<PendingJob> found;
  const Result<std::vector<std::filesystem::path>> files = disk_.list_recursively(folder_);
  if (!files.ok()) return found;
  for (const std::filesystem::path& file : *files) {
    if (file.extension() != ".json") continue;
    const Result<std::string> text = disk_.read(file, kMaxBytes);
    if (!text.ok()) continue;
    const auto job = from_text(*text);
    if (!job) {
      static_cast<void>(disk_.remove(file));
    } else if (job->is_leaving || is_old(*job)) {
      found.push_back(*job);
    }
  }
  return found;
}

}  // namespace timbre::cloud
