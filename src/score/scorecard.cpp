#include "score/scorecard.h"

namespace timbre::score {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Keep:
      return "keep";
    case Verdict::Review:
      return "review";
    case Verdict::Reject:
      return "reject";
  }
  return "reject";
}

std::string_view title(Verdict verdict) {
  switch (verdict) {
    case Verdict::Keep:
      return "Keep";
    case Verdict::Review:
      return "Review";
    case Verdict::Reject:
      return "Reject";
  }
  return "Reject";
}

std::string_view to_string(Axis axis) {
  switch (axis) {
    case Axis::Acoustic:
      return "acoustic";
    case Axis::Delivery:
      return "delivery";
    case Axis::Unscored:
      return "unscored";
  }
  return "unscored";
}

}  // namespace timbre::score
