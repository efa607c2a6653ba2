#include "clone/engine.h"

namespace timbre::clone {

const char* to_string(RunsWhere where) {
  switch (where) {
    case RunsWhere::ThisMachine:
      return "this_machine";
    case RunsWhere::OwnServer:
      return "own_server";
    case RunsWhere::Cloud:
      return "cloud";
  }
  return "?";
}

}  // namespace timbre::clone
