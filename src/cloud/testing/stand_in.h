#pragma once
/// A stand-in for a server, of tests/stand_ins: started on a free port, gone when this is.

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "base/unique_fd.h"

extern char** environ;

namespace timbre::cloud {

class StandIn {
 public:
  /// Port 0 where it did not start: TIMBRE_SOURCE must name the checkout.
  StandIn(const std::string& program, std::vector<std::string> arguments) {
    const char* source = std::getenv("TIMBRE_SOURCE");
    if (source == nullptr) return;
    arguments.insert(arguments.begin(), {"python3", std::filesystem::path(source) / "tests" / "stand_ins" / program});
    arguments.emplace_back("--until-eof");
    int to_it[2];
    int from_it[2];
    if (::pipe2(to_it, O_CLOEXEC) != 0 || ::pipe2(from_it, O_CLOEXEC) != 0) return;
    UniqueFd its_input(to_it[0]);
    UniqueFd its_output(from_it[1]);
    input_ = UniqueFd(to_it[1]);
    const UniqueFd output(from_it[0]);
    if (!spawn(arguments, its_input.get(), its_output.get())) return;
    its_output = UniqueFd();  // so that reading ends should it die
    port_ = read_port(output.get());
  }
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;
  ~StandIn() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  bool spawn(const std::vector<std::string>& arguments, int input, int output) {
    std::vector<char*> argv;
    for (const std::string& one : arguments) argv.push_back(const_cast<char*>(one.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    const int failed = ::posix_spawn(&process_, "/usr/bin/python3", &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) process_ = 0;
    return failed == 0;
  }
  /// "PORT n\n".
  static int read_port(int from) {
    std::string line;
    char letter = 0;
    while (line.size() < 20 && ::read(from, &letter, 1) == 1 && letter != '\n') line += letter;
    return line.starts_with("PORT ") ? std::atoi(line.c_str() + 5) : 0;
  }

  UniqueFd input_;
  pid_t process_ = 0;
  int port_ = 0;
};

}  // namespace timbre::cloud
