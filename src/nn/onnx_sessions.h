#pragma once
/// The neural networks of the models folder, each loaded once however many ask for it.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/result.h"
#include "nn/model_folder.h"
#include "nn/onnx_session.h"

namespace timbre::nn {

/// Thread-safe. What could not be loaded is tried again the next time: a model may be pulled while the studio runs.
class OnnxSessions {
 public:
  /// `disk` must outlive it.
  OnnxSessions(FileSystem& disk, ModelFolder folder) : disk_(&disk), folder_(std::move(folder)) {}

  /// The model of that name in the catalog. A file whose checksum is not the catalog's is not loaded, so nothing but
  /// the published network ever runs. NotFound for an unknown name; Unavailable, naming the command that gets it, where
  /// it is not installed; Corrupt; errors of OnnxSession.
  [[nodiscard]] Result<std::shared_ptr<const OnnxSession>> get(std::string_view name);
  /// A file of the user's own, of which no checksum is known.
  [[nodiscard]] Result<std::shared_ptr<const OnnxSession>> get_file(const std::filesystem::path& path);

 private:
  Result<std::shared_ptr<const OnnxSession>> load(const std::filesystem::path& path, const ModelEntry* entry);

  FileSystem* disk_;
  ModelFolder folder_;
  std::mutex mutex_;
  std::map<std::filesystem::path, std::shared_ptr<const OnnxSession>> loaded_;
};

}  // namespace timbre::nn
