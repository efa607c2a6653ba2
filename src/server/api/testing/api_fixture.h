#pragma once
/// Every route over a real store on a temporary folder, called without a network.

#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/testing/temporary_folder.h"
#include "server/api/api.h"

namespace timbre::server {

/// Says that every file is good, without looking.
inline studio::Judge easy_judge() {
  return [](const std::filesystem::path&, const studio::JobContext&) -> Result<store::Judgement> {
    return store::Judgement{"0.1", R"({"version":1})", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000};
  };
}

class ApiFixture : public ::testing::Test {
 protected:
  explicit ApiFixture(studio::Judge judge = easy_judge(), studio::Listener listener = {},
                      std::shared_ptr<score::AdviceService> advisor = {})
      : store_(store::TakeStore::open(folder_.path(), disk_, clock_).value()),
        jobs_(1, [this](const studio::JobStatus& job) { clones_.job_changed(job); }),
        library_(
            *store_, jobs_, random_, std::move(judge), [](const std::string&) {}, std::move(listener)),
        advice_(library_, jobs_, std::move(advisor), [](const std::string&) {}),
        desk_(*safety_, engines_, folder_.path(), disk_),
        clones_(desk_, library_, jobs_,
                [this](const std::string& id, bool is_gone) {
                  events_.publish({"clone", Json{{"id", id}, {"is_gone", is_gone}}.dump()});
                }),
        context_{library_, jobs_, events_, *safety_, engines_, clones_, advice_} {
    safety_->hold_takes(store_.get());
    add_api_routes(router_, context_);
  }

  void TearDown() override { jobs_.stop(); }

  Response call(const std::string& method, std::vector<std::string> path, const std::string& body = "",
                std::map<std::string, std::string> headers = {}, std::map<std::string, std::string> query = {}) {
    Request request;
    request.method = method;
    request.path = {"api", "v1"};
    request.path.insert(request.path.end(), path.begin(), path.end());
    request.headers = std::move(headers);
    request.query = std::move(query);
    request.body = body;
    const Match match = router_.match(request);
    if (match.route == nullptr) return match.refusal;
    if (const auto* handler = std::get_if<Handler>(&match.route->handler)) return (*handler)(request);
    auto begun = std::get<UploadHandler>(match.route->handler)(request);
    if (auto* refusal = std::get_if<Response>(&begun)) return std::move(*refusal);
    auto& sink = std::get<std::unique_ptr<BodySink>>(begun);
    const auto written = sink->write(body);
    return written.ok() ? sink->finish() : Response{400, {}, written.error().message};
  }
  static Json json_of(const Response& response) { return Json::parse(std::get<std::string>(response.body)); }
  static std::string header_of(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }
  std::string add(const std::string& bytes = "RIFFxxxxWAVE", const std::string& name = "a.wav") {
    const Response added = call("POST", {"takes"}, bytes, {}, {{"name", name}});
    EXPECT_EQ(added.status, 201);
    return json_of(added)["id"];
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{5};
  std::unique_ptr<studio::SafetyDesk> safety_ = studio::SafetyDesk::open(folder_.path(), disk_, clock_).value();
  std::unique_ptr<store::TakeStore> store_;
  studio::JobQueue jobs_;
  studio::TakeLibrary library_;
  studio::RicherAdvice advice_;
  EventHub events_;
  clone::EngineRegistry engines_;
  studio::CloneDesk desk_;
  studio::CloneRuns clones_;
  ApiContext context_;
  Router router_;
};

}  // namespace timbre::server
