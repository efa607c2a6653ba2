#pragma once
/// A stand-in for a service (tests/stand_ins/), as a process of its own for as long as a test needs it.

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/unique_fd.h"
#include "net/curl_http_exchanger.h"

namespace timbre::cloud {

class StandInProcess {
 public:
  /// `script`: "aws_stand_in.py"; it prints "PORT n" once it listens. Needs TIMBRE_SOURCE; url() is empty where it
  /// could not be started.
  explicit StandInProcess(const std::string& script, std::vector<std::string> arguments = {}) {
    const char* source = std::getenv("TIMBRE_SOURCE");
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (source == nullptr || ::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) return;
    const UniqueFd child_in(in[0]);
    const UniqueFd child_out(out[1]);
    input_ = UniqueFd(in[1]);
    const UniqueFd output(out[0]);
    arguments.insert(arguments.begin(),
                     {"python3", (std::filesystem::path(source) / "tests/stand_ins" / script).string()});
    arguments.emplace_back("--until-eof");  // it goes with the test, also a killed one
    std::vector<char*> words;
    for (std::string& word : arguments) words.push_back(word.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, child_in.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, child_out.get(), STDOUT_FILENO);
    if (::posix_spawn(&process_, "/usr/bin/python3", &actions, nullptr, words.data(), environ) != 0) process_ = -1;
    ::posix_spawn_file_actions_destroy(&actions);
    read_port(output.get());
  }
  StandInProcess(const StandInProcess&) = delete;
  StandInProcess& operator=(const StandInProcess&) = delete;
  ~StandInProcess() { stop(); }

  /// Without a slash at the end.
  [[nodiscard]] const std::string& url() const { return url_; }
  /// As pulling its plug.
  void stop() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
  }
  void set(const Json& settings) { control("POST", "/_stand_in/set", settings.dump()); }
  [[nodiscard]] Json state() { return control("GET", "/_stand_in/state", ""); }

 private:
  void read_port(int output) {
    std::string line;
    char byte = 0;
    while (process_ > 0 && ::read(output, &byte, 1) == 1 && byte != '\n') line += byte;
    constexpr std::string_view kBegin = "PORT ";
    if (line.starts_with(kBegin)) url_ = "http://127.0.0.1:" + line.substr(kBegin.size());
  }
  Json control(const std::string& method, const std::string& path, const std::string& body) {
    const SystemClock clock;
    const auto reply = net::CurlHttpExchanger(clock).send({.method = method, .url = url_ + path, .body = body});
    return reply.ok() ? Json::parse(reply->body, nullptr, false) : Json();
  }

  UniqueFd input_;
  pid_t process_ = -1;
  std::string url_;
};

}  // namespace timbre::cloud
