#include "cloud/qwen_sagemaker_engine.h"

#include <optional>

#include "base/random.h"
#include "base/sha256.h"
#include "base/utc_time.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "cloud/aws_client.h"
#include "cloud/leftover_cleaner.h"
#include "cloud/pending_jobs.h"
#include "cloud/qwen_request.h"
#include "cloud/qwen_result.h"
#include "cloud/sagemaker_wait.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kMaxToldBytes = 300;

/// All that needs settings.
class Service {
 public:
  Service(SagemakerSettings settings, const std::string& region, const QwenSagemakerParts& parts)
      : settings_(std::move(settings)),
        region_(region),
        client_({.profile = settings_.profile,
                 .region = settings_.region,
                 .sts_url = settings_.sts_url,
                 .allow_plain_http = settings_.allow_plain_http,
                 .surroundings = parts.surroundings},
                parts.disk, parts.clock, parts.exchanger, parts.wait),
        objects_(client_, {region, settings_.s3_url, settings_.allow_plain_http}),
        sagemaker_(client_, {settings_.endpoint, region, settings_.runtime_url, settings_.allow_plain_http}),
        jobs_(parts.data_folder / "cloud" / "pending", parts.disk, parts.clock),
        cleaner_(jobs_, objects_),
        clock_(parts.clock),
        wait_(parts.wait) {}

  [[nodiscard]] AwsClient& client() { return client_; }
  [[nodiscard]] LeftoverCleaner& cleaner() { return cleaner_; }

  Result<audio::AudioBuffer> speak(const std::string& request, const clone::SpeakOptions& options) {
    const std::string key = sha256_hex(region_ + "\n" + settings_.endpoint + "\n" + settings_.bucket + "\n" + request);
    cleaner_.sweep();
    TRY(const std::unique_ptr<FileLock> lock, jobs_.lock(key));
    TRY(const PendingJob pending, take_up_or_queue(key, request, options));
    const Result<SagemakerAnswer> answer = wait_for_sagemaker(*pending.job, {.objects = objects_,
                                                                             .clock = clock_,
                                                                             .wait = wait_,
                                                                             .give_up_after = give_up_after(),
                                                                             .asked_ms = pending.asked_ms,
                                                                             .on_news = options.on_news,
                                                                             .cancel = options.cancel});
    if (!answer.ok()) {
      const bool is_stopped = answer.error().kind == ErrorKind::Cancelled && !options.ending.is_cancelled();
      if (is_stopped) TRY_VOID(leave(pending, false));
      return answer.error();
    }
    // Whatever it says: the job has ended, and what it left is deleted.
    TRY_VOID(leave(pending, true));
    return read(*answer, pending.job->id);
  }

 private:
  [[nodiscard]] std::chrono::milliseconds give_up_after() const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(settings_.give_up_minutes * 60'000));
  }

  Result<PendingJob> take_up_or_queue(const std::string& key, const std::string& request,
                                      const clone::SpeakOptions& options) {
    auto pending = jobs_.find(key);
    if (pending && pending->job) {
      const std::chrono::milliseconds since(unix_ms(clock_) - pending->asked_ms);
      tell(options, "taking up job " + pending->job->id + ", asked for " + in_words(since) + " ago");
      return *pending;
    }
    if (pending) TRY_VOID(leave(*pending, true));  // put into the bucket, never queued
    PendingJob fresh{.key = key,
                     .endpoint = settings_.endpoint,
                     .region = region_,
                     .input = {settings_.bucket, settings_.input_prefix + make_uuid(clock_, random_) + ".json"}};
    TRY_VOID(upload(fresh, request, options));
    const auto limit_s = std::chrono::duration_cast<std::chrono::seconds>(give_up_after()).count();
    Result<SagemakerJob> job = sagemaker_.invoke(fresh.input, static_cast<int>(2 * limit_s), options.cancel);
    if (!job.ok()) {
      TRY_VOID(leave(fresh, true));
      return job.error();
    }
    fresh.job = *std::move(job);
    fresh.asked_ms = unix_ms(clock_);
    TRY_VOID(jobs_.keep(fresh));
    tell(options, "queued at SageMaker as job " + fresh.job->id);
    return fresh;
  }

  Result<void> upload(PendingJob& job, const std::string& request, const clone::SpeakOptions& options) {
    TRY_VOID(client_.credentials().get(options.cancel));
    job.asked_ms = unix_ms(clock_);
    TRY_VOID(jobs_.keep(job));  // first: whatever happens now, the object is not forgotten
    tell(options, "sending the clip and the text to S3");
    const Result<void> put = objects_.put(job.input, request, "application/json", options.cancel);
    if (put.ok()) return {};
    const bool may_be_there = put.error().kind == ErrorKind::Unavailable || put.error().kind == ErrorKind::Cancelled;
    TRY_VOID(may_be_there ? leave(job, true) : jobs_.forget(job));
    return put.error();
  }

  Result<void> leave(const PendingJob& job, bool is_finished) {
    const Result<PendingJob> left = jobs_.leave(job, is_finished);
    cleaner_.sweep();
    if (!left.ok()) return left.error();
    return {};
  }

  static Result<audio::AudioBuffer> read(const SagemakerAnswer& answer, const std::string& job) {
    if (answer.is_failure) {
      const std::string told = printable(std::string_view(answer.bytes).substr(0, kMaxToldBytes));
      return Error{ErrorKind::Unavailable,
                   "SageMaker's job " + job + " failed: " + (told.empty() ? "it does not say why" : told)};
    }
    Result<audio::AudioBuffer> audio = parse_qwen_result(answer.bytes);
    if (!audio.ok()) return Error{audio.error().kind, audio.error().message + " (SageMaker's job " + job + ")"};
    return audio;
  }

  static void tell(const clone::SpeakOptions& options, const std::string& words) {
    if (options.on_news) options.on_news({.words = words});
  }

  SagemakerSettings settings_;
  std::string region_;
  AwsClient client_;
  S3Objects objects_;
  SagemakerAsync sagemaker_;
  PendingJobs jobs_;
  LeftoverCleaner cleaner_;
  const Clock& clock_;
  Waiter wait_;
  SystemRandom random_;
};

clone::EngineTraits traits_of(const Result<SagemakerSettings>& settings) {
  clone::EngineTraits traits{.name = "qwen3-tts",
                             .title = "Qwen3-TTS on Amazon SageMaker",
                             .version = "qwen3-tts",
                             .languages = qwen_languages(),
                             .needs_transcript = true,
                             .runs_where = clone::RunsWhere::Cloud};
  traits.what_leaves = "the reference clip, its transcript and the text, to your own AWS account";
  if (settings.ok()) {
    traits.version += " " + settings->endpoint + " " + settings->region;
    traits.what_leaves += ": bucket '" + settings->bucket + "', endpoint '" + settings->endpoint + "'";
  }
  return traits;
}

class QwenSagemakerEngine : public clone::Engine {
 public:
  QwenSagemakerEngine(Result<SagemakerSettings> settings, QwenSagemakerParts parts)
      : parts_(std::move(parts)), settings_(std::move(settings)), traits_(traits_of(settings_)) {
    if (!settings_.ok()) return;
    AwsCredentialChain chain(
        {.profile = settings_->profile, .region = settings_->region, .surroundings = parts_.surroundings}, parts_.disk,
        parts_.clock, parts_.exchanger);
    const Result<std::string> region = chain.region();
    if (!region.ok()) {
      no_region_ = region.error().message;
      return;
    }
    service_.emplace(*settings_, *region, parts_);
  }

  [[nodiscard]] const clone::EngineTraits& traits() const override { return traits_; }

  [[nodiscard]] clone::EngineState state() override {
    const std::string then = ", then start Timbre again; docs/engines.md shows how";
    if (!settings_.ok() && settings_.error().kind == ErrorKind::NotFound) {
      return {.needs = "It needs an asynchronous endpoint of Amazon SageMaker in your AWS account; none is configured.",
              .step = "Write its name and its bucket under \"sagemaker\" into " + parts_.settings_file.string() + then +
                      "."};
    }
    if (!settings_.ok()) {
      return {.needs = "Its settings cannot be used: " + settings_.error().message + ".",
              .step = "Correct " + parts_.settings_file.string() + then + "."};
    }
    if (!service_) return {.needs = "It cannot tell where to ask: " + no_region_ + ".", .step = "Do that" + then + "."};
    const Result<std::string> from = service_->client().credentials().where_from();
    if (!from.ok())
      return {.needs = "It may not ask AWS: " + from.error().message + ".", .step = "Do that" + then + "."};
    return ready(*from);
  }

 private:
  clone::EngineState ready(const std::string& credentials_from) {
    clone::EngineState state{.is_ready = true};
    state.note =
        "The endpoint sleeps while it is not used, and waking takes minutes; while it is awake, it costs money. "
        "AWS is asked with the credentials of " +
        credentials_from + ".";
    const std::string problem = service_->cleaner().problem();
    if (!problem.empty()) state.note += " Something is " + problem + ".";
    return state;
  }

  Result<void> synthesise(const std::string& piece, const clone::Voice& voice, const clone::SpeakOptions& options,
                          clone::RawSpeechSink& sink) override {
    if (!service_) {
      const clone::EngineState now = state();
      return Error{ErrorKind::Unavailable, traits_.title + ": " + now.needs + " " + now.step};
    }
    TRY(const std::string request, qwen_request(piece, voice, options.language));
    TRY(audio::AudioBuffer audio, service_->speak(request, options));
    return sink.take(clone::RawSpeech(std::move(audio)));
  }

  QwenSagemakerParts parts_;
  Result<SagemakerSettings> settings_;
  clone::EngineTraits traits_;
  std::string no_region_;
  std::optional<Service> service_;
};

}  // namespace

std::unique_ptr<clone::Engine> make_qwen_sagemaker_engine(Result<SagemakerSettings> settings,
                                                          QwenSagemakerParts parts) {
  return std::make_unique<QwenSagemakerEngine>(std::move(settings), std::move(parts));
}

}  // namespace timbre::cloud
