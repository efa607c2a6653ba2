#pragma once
/// What a training goes on from: networks, optimiser and the number of steps done, in one file.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>
#include <utility>
#include <vector>

#include "base/result.h"

namespace timbre::train {

/// Networks by the name they are kept under.
using NamedModules = std::vector<std::pair<std::string, std::shared_ptr<torch::nn::Module>>>;

/// Written under a temporary name and renamed.
[[nodiscard]] Result<void> save_checkpoint(const std::filesystem::path& path, const NamedModules& modules,
                                           const torch::optim::Optimizer& optimiser, std::int64_t steps_done);
/// Gives the steps done. NotFound where there is none, Corrupt where it is of other networks.
[[nodiscard]] Result<std::int64_t> load_checkpoint(const std::filesystem::path& path, const NamedModules& modules,
                                                   torch::optim::Optimizer& optimiser);

/// The networks alone; what else the checkpoint holds is left. Errors as load_checkpoint().
[[nodiscard]] Result<void> load_networks(const std::filesystem::path& path, const NamedModules& modules);

}  // namespace timbre::train
