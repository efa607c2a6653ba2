#include "server/studio_server.h"

#include "server/api/api.h"
#include "server/api/take_json.h"
#include "server/page.h"
#include "studio/word_listener.h"

namespace timbre::server {
namespace {

class WholeStudioServer : public StudioServer {
 public:
  WholeStudioServer(std::unique_ptr<store::TakeStore> store, std::unique_ptr<studio::SafetyDesk> safety,
                    const StudioServerOptions& options)
      : engines_(options.engines ? options.engines : std::make_shared<clone::EngineRegistry>()),
        store_(std::move(store)),
        safety_(std::move(safety)),
        jobs_(options.job_threads,
              [this](const studio::JobStatus& job) {
                events_.publish({"job", to_json(job).dump()});
                clones_.job_changed(job);
              }),
        library_(
            *store_, jobs_, random_, studio::quick_judge(), [this](const std::string& id) { publish_take(id); },
            studio::word_listener(store_->disk(), store_->folder() / "cache")),
        desk_(*safety_, *engines_, store_->folder(), store_->disk()),
        clones_(desk_, library_, jobs_,
                [this](const std::string& id, bool is_gone) {
                  events_.publish({"clone", Json{{"id", id}, {"is_gone", is_gone}}.dump()});
                }),
        advice_(library_, jobs_, options.advisor, [this](const std::string& id) { publish_take(id); }),
        context_{library_, jobs_, events_, *safety_, *engines_, clones_, advice_} {
    safety_->hold_takes(store_.get());
  }

  ~WholeStudioServer() override {
    server_.reset();
    clones_.stop();
    jobs_.stop();
  }

  Result<void> listen(const StudioServerOptions& options) {
    TRY_VOID(safety_->delete_revoked_takes());
    TRY_VOID(clones_.delete_revoked());
    Router router;
    add_api_routes(router, context_);
    if (options.page_folder.empty()) {
      add_page_routes(router);
    } else {
      add_page_routes_from(router, options.page_folder);
    }
    TRY(server_, Server::start(options.http, std::move(router), events_));
    clones_.go_on();
    TRY([[maybe_unused]] const std::size_t unjudged, library_.judge_unjudged());
    TRY([[maybe_unused]] const std::size_t unheard, library_.find_missing_words());
    return {};
  }

  [[nodiscard]] std::vector<std::string> addresses() const override { return server_->addresses(); }
  [[nodiscard]] std::uint16_t port() const override { return server_->port(); }

 private:
  /// A take that is gone is said to be, so that no page asks for it.
  void publish_take(const std::string& id) {
    const auto take = store_->get(id);
    const bool is_gone = !take.ok() && take.error().kind == ErrorKind::NotFound;
    events_.publish({"take", Json{{"id", id}, {"is_gone", is_gone}}.dump()});
  }

  std::shared_ptr<clone::EngineRegistry> engines_;
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<studio::SafetyDesk> safety_;
  EventHub events_;
  SystemRandom random_;
  studio::JobQueue jobs_;
  studio::TakeLibrary library_;
  studio::CloneDesk desk_;
  studio::CloneRuns clones_;
  studio::RicherAdvice advice_;
  ApiContext context_;
  std::unique_ptr<Server> server_;
};

}  // namespace

Result<std::unique_ptr<StudioServer>> StudioServer::start(const StudioServerOptions& options, FileSystem& disk,
                                                          const Clock& clock) {
  TRY(auto store, store::TakeStore::open(options.data_folder, disk, clock));
  TRY(auto safety, studio::SafetyDesk::open(options.data_folder, disk, clock));
  auto server = std::make_unique<WholeStudioServer>(std::move(store), std::move(safety), options);
  TRY_VOID(server->listen(options));
  return std::unique_ptr<StudioServer>(std::move(server));
}

}  // namespace timbre::server
