#pragma once
/// The studio's page as Vite built it from web/, shipped inside the binary. Made at build time by cmake/embed.cmake.

#include <span>
#include <string_view>

namespace timbre::server {

struct PageFile {
  std::string_view path;  ///< "/index.html", "/assets/index-….js"
  std::string_view bytes;
};

/// Empty where the page was not built.
[[nodiscard]] std::span<const PageFile> page_files();

}  // namespace timbre::server
