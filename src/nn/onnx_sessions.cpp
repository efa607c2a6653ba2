#include "nn/onnx_sessions.h"

#include "base/sha256.h"

namespace timbre::nn {

Result<std::shared_ptr<const OnnxSession>> OnnxSessions::get(std::string_view name) {
  TRY(const ModelEntry* entry, find_model(folder_.catalog(), name));
  TRY(const std::filesystem::path path, folder_.installed_path(name));
  return load(path, entry);
}

Result<std::shared_ptr<const OnnxSession>> OnnxSessions::get_file(const std::filesystem::path& path) {
  return load(path, nullptr);
}

Result<std::shared_ptr<const OnnxSession>> OnnxSessions::load(const std::filesystem::path& path,
                                                              const ModelEntry* entry) {
  const std::lock_guard lock(mutex_);  // also while loading: two who ask at once get one session
  if (const auto found = loaded_.find(path); found != loaded_.end()) return found->second;
  TRY(const std::string bytes, disk_->read(path, kLargestModelBytes));
  if (entry != nullptr && !entry->sha256.empty() && sha256_hex(bytes) != entry->sha256) {
    return Error{ErrorKind::Corrupt, "'" + path.string() + "' is not the model '" + entry->name +
                                         "': its checksum differs; run: timbre models pull " + entry->name};
  }
  TRY(auto session, OnnxSession::from_bytes(bytes, path.string()));
  loaded_.emplace(path, session);
  return session;
}

}  // namespace timbre::nn
