#include "phones/phone_features.h"

#include <algorithm>
#include <cmath>

namespace timbre::phones {
namespace {

constexpr double kOtherKind = 100.0;
constexpr double kVoicing = 1.0;
constexpr double kPlaceStep = 0.8;  // of Place, from Bilabial to Glottal
constexpr double kManner = 2.5;
constexpr double kNearManner = 1.0;
constexpr double kStopAndFricative = 2.0;
constexpr double kHeightStep = 1.0;
constexpr double kBacknessStep = 0.7;
constexpr double kRounding = 3.0;  // above what front and back are apart: "y" is heard as a fronted "u"
constexpr double kGlide = 0.5;     // of the way that only one of two vowels goes
constexpr double kRColour = 3.0;
constexpr double kNasality = 0.5;
constexpr double kLength = 0.1;

int steps(auto a, auto b) { return std::abs(static_cast<int>(a) - static_cast<int>(b)); }

constexpr int kMostStepsFromGlottal = 2;  // an "h" takes the place of what is around it

/// A "w" is at the lips and at the velum.
double place_distance(Place a, Place b) {
  if (a == b) return 0;
  if (b == Place::Labiovelar) std::swap(a, b);
  if (a == Place::Labiovelar) return kPlaceStep * (0.5 + std::min(steps(Place::Bilabial, b), steps(Place::Velar, b)));
  if (a == Place::Glottal || b == Place::Glottal) return kPlaceStep * std::min(steps(a, b), kMostStepsFromGlottal);
  return kPlaceStep * steps(a, b);
}

/// What children and learners put for one another is near.
double manner_distance(Manner a, Manner b) {
  if (a == b) return 0;
  const auto is_pair = [a, b](Manner one, Manner other) {
    return (a == one && b == other) || (a == other && b == one);
  };
  const bool is_near = is_pair(Manner::Stop, Manner::Affricate) || is_pair(Manner::Affricate, Manner::Fricative) ||
                       is_pair(Manner::Tap, Manner::Trill) || is_pair(Manner::Tap, Manner::Approximant) ||
                       is_pair(Manner::Trill, Manner::Approximant);
  if (is_near) return kNearManner;
  return is_pair(Manner::Stop, Manner::Fricative) ? kStopAndFricative : kManner;
}

double consonant_distance(const PhoneFeatures& a, const PhoneFeatures& b) {
  return place_distance(a.place, b.place) + manner_distance(a.manner, b.manner) +
         (a.is_voiced != b.is_voiced ? kVoicing : 0);
}

double vowel_distance(const PhoneFeatures& a, const PhoneFeatures& b) {
  const double start = kHeightStep * steps(a.height, b.height) + kBacknessStep * steps(a.backness, b.backness);
  const auto glide = [](const PhoneFeatures& f, bool is_height) {
    return is_height ? static_cast<int>(f.end_height) - static_cast<int>(f.height)
                     : static_cast<int>(f.end_backness) - static_cast<int>(f.backness);
  };
  const double way = std::abs(glide(a, true) - glide(b, true)) + std::abs(glide(a, false) - glide(b, false));
  return start + kGlide * way + (a.is_rounded != b.is_rounded ? kRounding : 0) +
         (a.is_r_coloured != b.is_r_coloured ? kRColour : 0) + (a.is_nasal != b.is_nasal ? kNasality : 0) +
         (a.is_long != b.is_long ? kLength : 0);
}

}  // namespace

bool is_diphthong(const PhoneFeatures& features) {
  return features.height != features.end_height || features.backness != features.end_backness;
}

double feature_distance(const PhoneFeatures& a, const PhoneFeatures& b) {
  if (a.kind != b.kind) return kOtherKind;
  if (a.kind == PhoneKind::Vowel) return vowel_distance(a, b);
  return a.kind == PhoneKind::Consonant ? consonant_distance(a, b) : 0;
}

}  // namespace timbre::phones
