#include "measure/networks.h"

namespace timbre::measure {
namespace {

Installed<nn::OnnxSession> session_of(nn::OnnxSessions& sessions, const char* model) {
  auto session = sessions.get(model);
  if (!session.ok()) return {nullptr, session.error().message};
  return {std::move(*session), ""};
}

}  // namespace

Networks open_networks(nn::OnnxSessions& sessions) {
  Networks networks;
  const auto p835 = session_of(sessions, "dnsmos-p835");
  const auto p808 = session_of(sessions, "dnsmos-p808");
  networks.dnsmos.why = p835.why;
  if (p835.network) networks.dnsmos.network = std::make_shared<const Dnsmos>(p835.network, p808.network);
  networks.silero_vad = session_of(sessions, "silero-vad");
  networks.swift_f0 = session_of(sessions, "swiftf0");
  networks.gtcrn = session_of(sessions, "gtcrn");
  return networks;
}

}  // namespace timbre::measure
