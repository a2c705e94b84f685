// SPDX-License-Identifier: GPL-3.0-or-later
// Folded code points into folded UTF-8 with an offset per byte. Must not know of words.
#include "core/text/fold.h"

#include "core/text/fold_points.h"
#include "core/text/utf8.h"

namespace dragoman::text {

void fold(std::string_view text, FoldedText& out) {
  std::vector<FoldedPoint> points;
  out.text.clear();
  out.begin.clear();
  out.end.clear();
  out.ill_formed = fold_points(text, points);
  out.text.reserve(text.size());
  out.begin.reserve(text.size());
  out.end.reserve(text.size());
  for (const FoldedPoint& point : points) {
    append_utf8(out.text, point.code_point());
    out.begin.resize(out.text.size(), point.begin);
    out.end.resize(out.text.size(), point.end);
  }
}

std::string folded(std::string_view text) {
  std::vector<FoldedPoint> points;
  fold_points(text, points);
  std::string out;
  out.reserve(text.size());
  for (const FoldedPoint& point : points) append_utf8(out, point.code_point());
  return out;
}

}  // namespace dragoman::text
