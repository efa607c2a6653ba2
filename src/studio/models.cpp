#include "studio/models.h"

namespace timbre::studio {
namespace {

Error cannot_pull(const nn::ModelEntry& entry) {
  const std::string what = entry.url.empty() ? "no address" : "no checksum";
  return {ErrorKind::Unavailable, what + " is known for '" + entry.name +
                                      "', so it is not downloaded; use: timbre models import FILE --name " +
                                      entry.name};
}

}  // namespace

Result<PulledModel> pull_model(const nn::ModelFolder& folder, std::string_view name, FileSystem& disk,
                               net::HttpClient& client, const net::DownloadOptions& options) {
  TRY(const nn::ModelEntry* entry, nn::find_model(folder.catalog(), name));
  if (entry->url.empty() || entry->sha256.empty()) return cannot_pull(*entry);
  PulledModel pulled{entry, folder.path_of(*entry), false, 0};
  TRY(const nn::ModelStatus status, folder.status(*entry));
  if (status.state == nn::ModelState::Installed) {
    TRY(const nn::ModelVerification there, folder.verify(*entry, options.cancel));
    pulled.was_there_before = there.state == nn::SumState::Verified;
    if (pulled.was_there_before) return pulled;
  }
  net::DownloadRequest request{entry->url, pulled.path, entry->sha256, entry->size_bytes};
  request.advice = "Without a network: fetch " + entry->url + " on another machine and run: timbre models import FILE";
  TRY(const net::Downloaded downloaded, net::download(request, disk, client, options));
  pulled.resumed_at_byte = downloaded.resumed_at_byte;
  return pulled;
}

}  // namespace timbre::studio
