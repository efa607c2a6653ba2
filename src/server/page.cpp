#include "server/page.h"

#include <array>
#include <utility>

#include "base/sha256.h"
#include "server/page_files.h"
#include "server/problem.h"

namespace timbre::server {
namespace {

constexpr const char* kNotBuilt =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Timbre</title><p>The studio's page was not built: "
    "it needs npm. Install it and run ./run.sh again. The interface for programs works: /api/v1/openapi.json.</p>";

std::string_view type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".json", "application/json"},
      {".wasm", "application/wasm"},
      {".woff2", "font/woff2"},
  }};
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

Response page_response(std::string_view path, std::string bytes) {
  const bool is_named_by_content = path.starts_with("/assets/");
  return {200,
          {{"Content-Type", std::string(type_of(path))},
           {"Cache-Control", is_named_by_content ? "public, max-age=31536000, immutable" : "no-cache"}},
          std::move(bytes)};
}

Handler embedded(const PageFile& file) {
  const std::string etag = "\"" + sha256_hex(file.bytes) + "\"";
  return [file, etag](const Request& request) {
    if (request.header("if-none-match") == etag) return Response{304, {{"ETag", etag}}, ""};
    Response response = page_response(file.path, std::string(file.bytes));
    response.headers.emplace_back("ETag", etag);
    return response;
  };
}

/// The file of that name in a folder, found by looking at what is there.
Response from_folder(const std::filesystem::path& folder, const std::string& prefix, const std::string& name) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().filename() != name || !entry.is_regular_file(error)) continue;
    const std::uint64_t size = entry.file_size(error);
    Response response = page_response(prefix + name, "");
    response.headers.back().second = "no-store";
    response.body = FileBody{entry.path(), 0, size};
    return response;
  }
  return problem(404, "the page has no file '" + name + "'; was it built? (npm run build in web/)");
}

}  // namespace

void add_page_routes(Router& router) {
  bool has_index = false;
  for (const PageFile& file : page_files()) {
    router.add({"GET", std::string(file.path), embedded(file)});
    if (file.path != "/index.html") continue;
    router.add({"GET", "/", embedded(file)});
    has_index = true;
  }
  if (!has_index)
    router.add({"GET", "/", Handler([](const Request&) { return page_response("/index.html", kNotBuilt); })});
}

void add_page_routes_from(Router& router, const std::filesystem::path& folder) {
  router.add({"GET", "/", Handler([folder](const Request&) { return from_folder(folder, "/", "index.html"); })});
  router.add({"GET", "/{name}", Handler([folder](const Request& request) {
                return from_folder(folder, "/", request.parameters.at("name"));
              })});
  router.add({"GET", "/assets/{name}", Handler([folder](const Request& request) {
                return from_folder(folder / "assets", "/assets/", request.parameters.at("name"));
              })});
}

}  // namespace timbre::server
