// SPDX-License-Identifier: GPL-3.0-or-later
// The Analyser: folding, then scanning, with buffers kept between calls.
#include "core/text/analysis.h"

#include "core/text/fold_points.h"
#include "core/text/unit_scanner.h"

namespace dragoman::text {

struct Analyser::State {
  std::vector<FoldedPoint> points;
  SoutheastWords southeast;
};

Analyser::Analyser() : state_(std::make_unique<State>()) { FoldTable::get(); }
Analyser::~Analyser() = default;
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;

void Analyser::analyse(std::string_view text, Analysis& out) {
  out.forms.clear();
  out.units.clear();
  out.ill_formed = fold_points(text, state_->points);
  UnitScanner(text, state_->points, state_->southeast, out).run();
}

}  // namespace dragoman::text
