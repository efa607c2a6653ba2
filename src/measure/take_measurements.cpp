#include "measure/take_measurements.h"

namespace timbre::measure {

std::string_view to_string(EventKind kind) {
  switch (kind) {
    case EventKind::Clip:
      return "clip";
    case EventKind::Click:
      return "click";
    case EventKind::Plosive:
      return "plosive";
    case EventKind::Sibilance:
      return "sibilance";
  }
  return "clip";
}

std::string_view to_string(ChannelLayout layout) {
  switch (layout) {
    case ChannelLayout::Mono:
      return "mono";
    case ChannelLayout::DualMono:
      return "dual_mono";
    case ChannelLayout::DeadChannel:
      return "dead_channel";
    case ChannelLayout::Inverted:
      return "inverted";
    case ChannelLayout::Stereo:
      return "stereo";
    case ChannelLayout::Multichannel:
      return "multichannel";
  }
  return "mono";
}

}  // namespace timbre::measure
