#pragma once
/// Everything that `timbre serve` runs, put together: store, background work, API, page.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "clone/engine_registry.h"
#include "score/advice_service.h"
#include "server/server.h"

namespace timbre::server {

struct StudioServerOptions {
  ServerOptions http;
  std::filesystem::path data_folder;
  std::size_t job_threads = 2;
  std::shared_ptr<clone::EngineRegistry> engines;  ///< what can speak; none: nothing can
  std::shared_ptr<score::AdviceService> advisor;   ///< who gives richer advice; none: nobody
  std::filesystem::path page_folder;               ///< serve the page from here; empty: the one in the binary
};

/// Answers until destroyed; then running work is cancelled and everything acknowledged is on the disk.
class StudioServer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<StudioServer>> start(const StudioServerOptions& options, FileSystem& disk,
                                                                   const Clock& clock);
  virtual ~StudioServer() = default;
  [[nodiscard]] virtual std::vector<std::string> addresses() const = 0;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
};

}  // namespace timbre::server
