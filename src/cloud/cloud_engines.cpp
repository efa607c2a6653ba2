#include "cloud/cloud_engines.h"

#include "base/random.h"
#include "cloud/cloud_settings.h"
#include "cloud/openai_engines.h"
#include "cloud/qwen_sagemaker_engine.h"

namespace timbre::cloud {
namespace {

Result<SagemakerSettings> sagemaker_settings(const Result<CloudSettings>& settings) {
  if (!settings.ok()) {
    // A file that is named and missing is a fault of its own; NotFound would read as "not configured".
    return Error{ErrorKind::InvalidInput, settings.error().message};
  }
  if (settings->sagemaker.is_null()) return Error{ErrorKind::NotFound, "there is no section \"sagemaker\""};
  return parse_sagemaker_settings(settings->sagemaker, settings->where("sagemaker"));
}

}  // namespace

Result<void> add_cloud_engines(clone::EngineRegistry& engines, const std::filesystem::path& data_folder,
                               FileSystem& disk, const Clock& clock, net::HttpExchanger& exchanger) {
  const Result<CloudSettings> settings = read_cloud_settings(data_folder, disk);
  engines.add(
      make_qwen_sagemaker_engine(sagemaker_settings(settings), {.data_folder = data_folder,
                                                                .settings_file = cloud_settings_file(data_folder),
                                                                .disk = disk,
                                                                .clock = clock,
                                                                .exchanger = exchanger}));
  static SystemRandom random;  // without state
  add_openai_engines(engines, settings, {.exchanger = exchanger, .clock = clock, .random = random, .disk = disk});
  return {};
}

}  // namespace timbre::cloud
