#pragma once
/// The language model that engines.json names for richer advice, configured or not: what is missing is what its state()
/// says.

#include <filesystem>
#include <memory>

#include "base/clock.h"
#include "base/file_system.h"
#include "net/http_exchange.h"
#include "score/advice_service.h"

namespace timbre::cloud {

/// Reads engines.json (cloud_settings.h) once; asks nothing over the network. Disk, clock and exchanger outlive it.
[[nodiscard]] std::shared_ptr<score::AdviceService> make_advice_service(const std::filesystem::path& data_folder,
                                                                        FileSystem& disk, const Clock& clock,
                                                                        net::HttpExchanger& exchanger);

}  // namespace timbre::cloud
