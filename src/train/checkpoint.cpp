#include "train/checkpoint.h"

#include <torch/serialize.h>

#include "base/file_system.h"

namespace timbre::train {

Result<void> save_checkpoint(const std::filesystem::path& path, const NamedModules& modules,
                             const torch::optim::Optimizer& optimiser, std::int64_t steps_done) {
  const std::filesystem::path part = path.string() + ".part";
  try {
    torch::serialize::OutputArchive archive;
    for (const auto& [name, module] : modules) {
      torch::serialize::OutputArchive inner;
      module->save(inner);
      archive.write(name, inner);
    }
    torch::serialize::OutputArchive inner;
    optimiser.save(inner);
    archive.write("optimiser", inner);
    archive.write("step", torch::tensor(steps_done));
    archive.save_to(part.string());
  } catch (const c10::Error& error) {
    return Error{ErrorKind::Unavailable,
                 "cannot write the checkpoint '" + part.string() + "': " + error.what_without_backtrace()};
  }
  PosixFileSystem disk;
  return disk.rename(part, path);
}

namespace {

/// What `read` makes of the archive at `path`; errors of checkpoint.h.
template <typename Read>
auto read_archive(const std::filesystem::path& path, Read read)
    -> Result<decltype(read(std::declval<torch::serialize::InputArchive&>()))> {
  if (!std::filesystem::exists(path)) {
    return Error{ErrorKind::NotFound, "there is no checkpoint '" + path.string() + "'"};
  }
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(path.string());
    return read(archive);
  } catch (const c10::Error& error) {
    return Error{ErrorKind::Corrupt, "the checkpoint '" + path.string() + "' is not of this training; delete it (" +
                                         error.what_without_backtrace() + ")"};
  }
}

void read_networks(torch::serialize::InputArchive& archive, const NamedModules& modules) {
  for (const auto& [name, module] : modules) {
    torch::serialize::InputArchive inner;
    archive.read(name, inner);
    module->load(inner);
  }
}

}  // namespace

Result<void> load_networks(const std::filesystem::path& path, const NamedModules& modules) {
  const auto read = read_archive(path, [&](torch::serialize::InputArchive& archive) {
    read_networks(archive, modules);
    return true;
  });
  if (!read.ok()) return read.error();
  return {};
}

Result<std::int64_t> load_checkpoint(const std::filesystem::path& path, const NamedModules& modules,
                                     torch::optim::Optimizer& optimiser) {
  return read_archive(path, [&](torch::serialize::InputArchive& archive) {
    read_networks(archive, modules);
    torch::serialize::InputArchive inner;
    archive.read("optimiser", inner);
    optimiser.load(inner);
    torch::Tensor step;
    archive.read("step", step);
    return step.item<std::int64_t>();
  });
}

}  // namespace timbre::train
