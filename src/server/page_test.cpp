// Rung: exact.
#include "server/page.h"

#include <gtest/gtest.h>

#include "base/file_system.h"
#include "base/testing/temporary_folder.h"
#include "server/page_files.h"

namespace timbre::server {
namespace {

Response ask(const Router& router, std::vector<std::string> path, std::map<std::string, std::string> headers = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  const Match match = router.match(request);
  return match.route == nullptr ? match.refusal : std::get<Handler>(match.route->handler)(request);
}

std::string header(const Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

TEST(Page, IndexIsAPageAndIsAskedForAnew) {
  Router router;
  add_page_routes(router);
  const Response index = ask(router, {});
  EXPECT_EQ(index.status, 200);
  EXPECT_EQ(header(index, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(index, "Cache-Control"), "no-cache");
  if (page_files().empty()) return;
  EXPECT_EQ(ask(router, {}, {{"if-none-match", header(index, "ETag")}}).status, 304);
}

TEST(Page, EveryFileOfTheBinaryIsServedWithItsType) {
  if (page_files().empty()) GTEST_SKIP() << "the page was not built";
  Router router;
  add_page_routes(router);
  for (const PageFile& file : page_files()) {
    std::vector<std::string> path;
    std::string_view rest = file.path.substr(1);
    while (!rest.empty()) {
      const std::size_t slash = std::min(rest.find('/'), rest.size());
      path.emplace_back(rest.substr(0, slash));
      rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
    const Response answer = ask(router, path);
    EXPECT_EQ(std::get<std::string>(answer.body), file.bytes) << file.path;
    EXPECT_NE(header(answer, "Content-Type"), "application/octet-stream") << file.path;
  }
}

TEST(Page, AFolderServesWhatLiesInItAndNothingElse) {
  TemporaryFolder folder;
  PosixFileSystem disk;
  ASSERT_TRUE(disk.write_atomically(folder.path() / "secret", "x").ok());
  std::filesystem::create_directories(folder.path() / "dist" / "assets");
  ASSERT_TRUE(disk.write_atomically(folder.path() / "dist" / "index.html", "<p>").ok());
  ASSERT_TRUE(disk.write_atomically(folder.path() / "dist" / "assets" / "a.js", "1").ok());
  Router router;
  add_page_routes_from(router, folder.path() / "dist");
  EXPECT_EQ(ask(router, {}).status, 200);
  EXPECT_EQ(ask(router, {"assets", "a.js"}).status, 200);
  EXPECT_EQ(ask(router, {"assets", "../index.html"}).status, 404);
  EXPECT_EQ(ask(router, {"../secret"}).status, 404);
  EXPECT_EQ(ask(router, {"assets"}).status, 404);
}

}  // namespace
}  // namespace timbre::server
