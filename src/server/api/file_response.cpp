#include "server/api/file_response.h"

#include <array>
#include <string_view>
#include <utility>

#include "server/api/audio_type.h"
#include "server/problem.h"
#include "server/range.h"

namespace timbre::server {
namespace {

Response file_response(const Request& request, const std::filesystem::path& path, const std::string& etag,
                       const std::string& type, const std::string& disposition) {
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  if (error) return problem(404, "the file is missing from the disk; run timbre doctor");
  const RangeAnswer answer = answer_range(request.header("range"), size);
  if (answer.kind == RangeKind::Unsatisfiable) {
    Response refusal = problem(416, "the file has " + std::to_string(size) + " bytes");
    refusal.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return refusal;
  }
  Response response{answer.kind == RangeKind::Part ? 206 : 200,
                    {{"Content-Type", type},
                     {"Accept-Ranges", "bytes"},
                     {"Content-Disposition", disposition},
                     {"Content-Security-Policy", "sandbox; default-src 'none'"},
                     {"Cache-Control", "private, max-age=31536000, immutable"},
                     {"ETag", etag}},
                    FileBody{path, answer.range.first, answer.range.length}};
  if (answer.kind == RangeKind::Part) {
    const std::uint64_t last = answer.range.first + answer.range.length - 1;
    response.headers.emplace_back("Content-Range", "bytes " + std::to_string(answer.range.first) + "-" +
                                                       std::to_string(last) + "/" + std::to_string(size));
  }
  return response;
}

std::string type_of(const std::string& name) {
  constexpr std::array<std::pair<std::string_view, const char*>, 5> kTypes{{{".wav", "audio/wav"},
                                                                            {".flac", "audio/flac"},
                                                                            {".json", "application/json"},
                                                                            {".txt", "text/plain; charset=utf-8"},
                                                                            {".zip", "application/zip"}}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace

Response sound_response(const Request& request, const std::filesystem::path& path, const std::string& etag) {
  return file_response(request, path, etag, audio_type(path), "attachment");
}

Response download_response(const Request& request, const std::filesystem::path& path, const std::string& name,
                           const std::string& etag) {
  return file_response(request, path, etag, type_of(name), attachment_header(name));
}

std::string attachment_header(const std::string& name) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string ascii;
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    ascii.push_back(is_plain || c == ' ' ? c : '_');
    if (is_plain) {
      encoded.push_back(c);
    } else {
      encoded.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
  }
  return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace timbre::server
