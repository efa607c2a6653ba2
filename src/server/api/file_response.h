#pragma once
/// A file as an answer, whole or a part of it (RFC 9110 section 14).

#include <filesystem>
#include <string>

#include "server/http.h"

namespace timbre::server {

/// Sound of a take: never run as a page, kept by the browser for good under `etag`, as its bytes never change. 416 with
/// the size for a range that is not there; 404 for a missing file.
[[nodiscard]] Response sound_response(const Request& request, const std::filesystem::path& path,
                                      const std::string& etag);

/// The same for a file to be saved under `name` (any UTF-8). Its type is that of the name's ending: .wav, .flac, .json,
/// .txt, .zip.
[[nodiscard]] Response download_response(const Request& request, const std::filesystem::path& path,
                                         const std::string& name, const std::string& etag);

/// `attachment` with the name twice: in ASCII for old readers, and as RFC 8187 says.
[[nodiscard]] std::string attachment_header(const std::string& name);

}  // namespace timbre::server
