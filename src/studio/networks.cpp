#include "studio/networks.h"

#include <filesystem>
#include <map>
#include <mutex>

#include "base/file_system.h"
#include "nn/model_folder.h"
#include "nn/onnx_sessions.h"

namespace timbre::studio {
namespace {

PosixFileSystem& disk() {
  static PosixFileSystem posix;
  return posix;
}

/// By folder: a test may name another one.
Result<nn::OnnxSessions*> shared_sessions() {
  TRY(nn::ModelFolder folder, nn::ModelFolder::open(disk()));
  static std::mutex mutex;
  static std::map<std::filesystem::path, nn::OnnxSessions> by_folder;
  const std::lock_guard lock(mutex);
  const std::filesystem::path path = folder.folder();
  return &by_folder.try_emplace(path, disk(), std::move(folder)).first->second;
}

measure::Networks none(const std::string& why) {
  return {{nullptr, why}, {nullptr, why}, {nullptr, why}, {nullptr, why}};
}

}  // namespace

measure::Networks installed_networks() {
  const auto sessions = shared_sessions();
  return sessions.ok() ? measure::open_networks(**sessions) : none(sessions.error().message);
}

measure::Networks voice_networks(const std::string& why) {
  measure::Networks networks = none(why);
  const auto sessions = shared_sessions();
  if (!sessions.ok()) return networks;
  auto silero = (*sessions)->get("silero-vad");
  if (silero.ok()) networks.silero_vad = {std::move(*silero), ""};
  return networks;
}

}  // namespace timbre::studio
