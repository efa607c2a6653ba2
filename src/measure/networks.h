#pragma once
/// The networks that listen along while a take is measured, each optional.

#include <memory>
#include <string>

#include "base/cancel.h"
#include "measure/dnsmos.h"
#include "nn/onnx_session.h"
#include "nn/onnx_sessions.h"

namespace timbre::measure {

/// A network, or why it is not there and how to get it.
template <typename T>
struct Installed {
  std::shared_ptr<const T> network;
  std::string why = "it was not asked for";  ///< empty when it is there
};

struct Networks {
  Installed<Dnsmos> dnsmos;
  Installed<nn::OnnxSession> silero_vad;
  Installed<nn::OnnxSession> swift_f0;
  Installed<nn::OnnxSession> gtcrn;
  CancelToken cancel = {};  ///< once cancelled, no network begins anything new
};

/// What is installed. Each is loaded once by `sessions`, 10 to 25 ms the first time; never fails.
[[nodiscard]] Networks open_networks(nn::OnnxSessions& sessions);

}  // namespace timbre::measure
