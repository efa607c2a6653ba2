#pragma once
/// Every engine that is a service elsewhere, ready or not: what is missing is what its state() says.

#include <filesystem>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "clone/engine_registry.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

/// Reads engines.json (cloud_settings.h) once; asks nothing over the network. Disk, clock and exchanger outlive the
/// engines. A file that cannot be used is no error here: the engines say so.
[[nodiscard]] Result<void> add_cloud_engines(clone::EngineRegistry& engines, const std::filesystem::path& data_folder,
                                             FileSystem& disk, const Clock& clock, net::HttpExchanger& exchanger);

}  // namespace timbre::cloud
