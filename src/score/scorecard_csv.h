#pragma once
/// The scorecard as one row of CSV (RFC 4180: commas, fields quoted where needed, quotes doubled). Neither header nor
/// row carries its line end (CRLF in RFC 4180): the writer of the file adds it. A value that does not exist is empty.

#include <string>

#include "score/scorecard.h"

namespace timbre::score {

/// file, verdict, stars, overall, overall_measured, acoustic, delivery, perceptual_name, perceptual_mos,
/// perceptual_sig, perceptual_bak, perceptual_p808, profile, labels, rejects, first, then every measure by name.
[[nodiscard]] std::string csv_header();
[[nodiscard]] std::string csv_row(const Scorecard& card);

}  // namespace timbre::score
