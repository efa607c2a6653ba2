#include "net/download.h"

#include <algorithm>
#include <thread>

#include "net/detail/part_file.h"
#include "net/url.h"

namespace timbre::net {
namespace {

constexpr int kMostTries = 200;
constexpr int kMostRestarts = 3;
constexpr std::chrono::milliseconds kLongestWait{30'000};

std::string count_of(std::uint64_t bytes) { return std::to_string(bytes) + " bytes"; }

std::uint64_t limit_of(const DownloadRequest& request) {
  return request.size_bytes > 0 ? request.size_bytes : request.limit_bytes;
}

/// How one try ended, when it did not end well.
struct Setback {
  Error error;
  bool is_transient = false;
  bool is_stall = false;
  bool is_disk = false;
  bool wants_restart = false;  ///< what we have is not of the file that the server has
  std::optional<std::chrono::seconds> retry_after = {};
};

/// Takes one answer into the part.
class Intake : public HttpReceiver {
 public:
  Intake(const DownloadRequest& request, const DownloadOptions& options, detail::PartFile& part,
         std::uint64_t from_byte)
      : request_(request), options_(options), part_(part), from_byte_(from_byte), done_(from_byte) {}

  Result<void> on_head(const HttpHead& head) override {
    if (head.status == 206 && from_byte_ > 0) return go_on(head);
    if (head.status == 200) return start_over(head);
    return refuse_status(head);
  }

  Result<void> on_body(std::string_view bytes) override {
    const std::uint64_t limit = limit_of(request_);
    if (bytes.size() > limit - done_) {
      is_overlong_ = true;
      return stop({ErrorKind::Corrupt, host() + " sends more than the " + count_of(limit) + " it should; refused"});
    }
    const Result<void> written = part_.write(bytes);
    if (!written.ok()) return stop_for_disk(written.error());
    done_ += bytes.size();
    report();
    return {};
  }

  [[nodiscard]] std::uint64_t done() const { return done_; }
  [[nodiscard]] bool is_overlong() const { return is_overlong_; }
  [[nodiscard]] bool started_over() const { return started_over_; }
  [[nodiscard]] bool went_on() const { return went_on_; }
  [[nodiscard]] const std::optional<Setback>& setback() const { return setback_; }

 private:
  [[nodiscard]] std::string host() const { return host_of(request_.url); }

  Result<void> stop(Error error) {
    setback_ = Setback{error};
    return error;
  }

  Result<void> stop_for_disk(Error error) {
    if (error.kind == ErrorKind::Unavailable && request_.size_bytes > 0) {
      error.message += "; " + count_of(request_.size_bytes - done_) + " more are needed there, " + count_of(done_) +
                       " are kept to go on from";
    }
    setback_ = Setback{error, false, false, true};
    return error;
  }

  void report() const {
    if (options_.progress) options_.progress({done_, total_});
  }

  Result<void> check_encoding(const HttpHead& head) {
    if (head.content_encoding.empty()) return {};
    return stop({ErrorKind::Corrupt, host() + " sends the file in a form that was not asked for (Content-Encoding)"});
  }

  Result<void> start_over(const HttpHead& head) {
    TRY_VOID(check_encoding(head));
    total_ = request_.size_bytes > 0 ? request_.size_bytes : head.content_length.value_or(0);
    const std::uint64_t limit = limit_of(request_);
    const bool is_other_size = request_.size_bytes > 0 && head.content_length.value_or(limit) != limit;
    if (is_other_size || head.content_length.value_or(0) > limit) {
      return stop({ErrorKind::Corrupt, host() + " has a file of " + count_of(*head.content_length) + ", and it must " +
                                           (is_other_size ? "have " : "not have more than ") + count_of(limit)});
    }
    const Result<void> opened = part_.start_over(head.etag);
    if (!opened.ok()) return stop_for_disk(opened.error());
    started_over_ = true;
    done_ = 0;
    report();
    return {};
  }

  Result<void> go_on(const HttpHead& head) {
    TRY_VOID(check_encoding(head));
    const auto& range = head.content_range;
    const bool is_ours =
        range && range->first == from_byte_ &&
        (request_.size_bytes == 0 || range->total.value_or(request_.size_bytes) == request_.size_bytes);
    if (!is_ours) {
      const Error error{ErrorKind::Unavailable, host() + " sends another piece than the one that was asked for"};
      setback_ = Setback{error, true, false, false, true, {}};
      return error;
    }
    total_ = request_.size_bytes > 0 ? request_.size_bytes : range->total.value_or(0);
    const Result<void> opened = part_.go_on();
    if (!opened.ok()) return stop_for_disk(opened.error());
    went_on_ = true;
    report();
    return {};
  }

  Result<void> refuse_status(const HttpHead& head) {
    const int status = head.status;
    const Error error{ErrorKind::Unavailable, host() + " answers with status " + std::to_string(status) +
                                                  (status == 404 || status == 410 ? ": the file is not there" : "")};
    const bool is_restart = status == 416 && from_byte_ > 0;
    const bool is_busy = status == 408 || status == 425 || status == 429 || status >= 500;
    setback_ = Setback{error, is_busy || is_restart, false, false, is_restart, head.retry_after};
    return error;
  }

  const DownloadRequest& request_;
  const DownloadOptions& options_;
  detail::PartFile& part_;
  std::uint64_t from_byte_;
  std::uint64_t done_;
  std::uint64_t total_ = 0;
  bool is_overlong_ = false;
  bool started_over_ = false;
  bool went_on_ = false;
  std::optional<Setback> setback_;
};

class Download {
 public:
  Download(const DownloadRequest& request, FileSystem& disk, HttpClient& client, const DownloadOptions& options)
      : request_(request), client_(client), options_(options), part_(disk, request.target) {}

  Result<Downloaded> run() {
    TRY(downloaded_.resumed_at_byte, part_.size_bytes());
    if (downloaded_.resumed_at_byte > limit_of(request_)) {
      TRY_VOID(part_.discard());
      downloaded_.resumed_at_byte = 0;
    }
    best_ = downloaded_.resumed_at_byte;
    is_mixed_ = best_ > 0;
    for (int tries = 0; tries < kMostTries; ++tries) {
      TRY(const bool is_whole, try_once());
      if (is_whole) return downloaded_;
    }
    return Error{ErrorKind::Unavailable, "gave up after " + std::to_string(kMostTries) + " tries: " + last_why_};
  }

 private:
  /// True when the file is in place; false when another try is due.
  Result<bool> try_once() {
    TRY(const std::uint64_t have, part_.size_bytes());
    if (request_.size_bytes > 0 && have == request_.size_bytes) return verify();
    if (options_.cancel.is_cancelled()) return cancelled();
    Intake intake(request_, options_, part_, have);
    HttpGet get{request_.url, have, part_.etag(), options_.connect_timeout, options_.stall_timeout, options_.cancel};
    auto failure = client_.get(get, intake);
    if (intake.started_over()) downloaded_.resumed_at_byte = 0;
    is_mixed_ = intake.went_on() || (is_mixed_ && !intake.started_over());
    if (intake.is_overlong()) TRY_VOID(part_.discard());
    std::optional<Setback> setback = intake.setback();
    if (failure && !setback)
      setback = Setback{failure->error, failure->is_transient, failure->is_stall, false, false, {}};
    if (!setback && request_.size_bytes > 0 && intake.done() < request_.size_bytes) {
      setback = Setback{{ErrorKind::Unavailable, host_of(request_.url) + " ended early, after " +
                                                     count_of(intake.done()) + " of " + count_of(request_.size_bytes)},
                        true};
    }
    if (!setback) return verify();
    return recover(*setback, intake.done());
  }

  Result<bool> recover(const Setback& setback, std::uint64_t done) {
    if (setback.error.kind == ErrorKind::Cancelled) return cancelled();
    if (!setback.is_transient) return with_advice(setback);
    last_why_ = setback.error.message;
    if (setback.wants_restart) return restart(setback.error);
    if (done > best_ && !setback.is_stall) failures_ = 0;
    best_ = std::max(best_, done);
    if (failures_ >= options_.retries) {
      Setback last = setback;
      last.error.message += " (tried " + std::to_string(failures_ + 1) + " times)";
      if (done > 0) last.error.message += "; what has arrived is kept, run it again to go on";
      return with_advice(last);
    }
    if (options_.on_retry) options_.on_retry(setback.error.message);
    wait(setback.retry_after);
    ++failures_;
    return false;
  }

  [[nodiscard]] Error with_advice(const Setback& setback) const {
    const bool is_network = setback.error.kind == ErrorKind::Unavailable && !setback.is_disk;
    const bool has_advice = is_network && !request_.advice.empty();
    return {setback.error.kind, setback.error.message + (has_advice ? ". " + request_.advice : "")};
  }

  void wait(const std::optional<std::chrono::seconds>& asked) {
    std::chrono::milliseconds span = options_.first_wait * (std::int64_t{1} << std::min(failures_, 10));
    if (asked) span = std::max<std::chrono::milliseconds>(span, *asked);
    span = std::min(span, kLongestWait);
    if (options_.wait) return options_.wait(span);
    constexpr std::chrono::milliseconds kSlice{50};
    for (; span.count() > 0 && !options_.cancel.is_cancelled(); span -= kSlice) {
      std::this_thread::sleep_for(std::min(span, kSlice));
    }
  }

  /// Throws away what we have; an error once that has been done too often.
  Result<bool> restart(const Error& why) {
    if (++restarts_ > kMostRestarts) return why;
    if (options_.on_retry) options_.on_retry(why.message);
    TRY_VOID(part_.discard());
    downloaded_.resumed_at_byte = 0;
    is_mixed_ = false;
    return false;
  }

  Result<bool> verify() {
    TRY(downloaded_.size_bytes, part_.size_bytes());
    TRY(const std::string sum, part_.finish(options_.cancel));
    if (sum == request_.sha256) {
      TRY_VOID(part_.install());
      return true;
    }
    const Error wrong{ErrorKind::Corrupt, "what " + host_of(request_.url) +
                                              " sent is not the file that was asked for: "
                                              "its SHA-256 is " +
                                              sum + ", and it must be " + request_.sha256 + "; nothing was installed"};
    if (is_mixed_) return restart(wrong);  // the first bytes may be those of an older file
    TRY_VOID(part_.discard());
    return wrong;
  }

  [[nodiscard]] Error cancelled() const {
    return {ErrorKind::Cancelled,
            "stopped; what has arrived is kept in '" + part_.path().string() + "', run it again to go on"};
  }

  const DownloadRequest& request_;
  HttpClient& client_;
  const DownloadOptions& options_;
  detail::PartFile part_;
  Downloaded downloaded_;
  std::uint64_t best_ = 0;  ///< the most bytes any try had
  bool is_mixed_ = false;   ///< the part is of more than one answer
  int failures_ = 0;        ///< in a row, without progress
  int restarts_ = 0;
  std::string last_why_;
};

}  // namespace

Result<Downloaded> download(const DownloadRequest& request, FileSystem& disk, HttpClient& client,
                            const DownloadOptions& options) {
  TRY_VOID(check_url(request.url));
  if (request.sha256.size() != 64) {
    return Error{ErrorKind::InvalidInput, "no checksum is known for '" + request.url + "', so it is not downloaded"};
  }
  TRY_VOID(disk.create_folders(request.target.parent_path()));
  const auto lock = disk.lock(request.target.string() + ".lock");
  if (!lock.ok() && lock.error().kind == ErrorKind::Unavailable) {
    return Error{ErrorKind::Unavailable, "another process is downloading '" + request.target.string() +
                                             "' right now; wait until it has finished, or stop it"};
  }
  if (!lock.ok()) return lock.error();
  return Download(request, disk, client, options).run();
}

}  // namespace timbre::net
