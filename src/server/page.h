#pragma once
/// Answers for everything that is not the API: the studio's page.

#include <filesystem>

#include "server/router.h"

namespace timbre::server {

/// Adds a route for each file of the page, and "/" for its index.html. Files whose name carries their content's hash
/// (those under /assets/) may be kept for ever; the others are asked for anew each time, with an ETag.
void add_page_routes(Router& router);

/// As add_page_routes, but with what is in the folder at the time of each request, for work on the page. Only files
/// directly in it and in its folder "assets" are served; the client's words are compared with the names that are
/// there, never put into a path.
void add_page_routes_from(Router& router, const std::filesystem::path& folder);

}  // namespace timbre::server
