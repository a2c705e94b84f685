// SPDX-License-Identifier: GPL-3.0-or-later
// Progress of a run on a stream: a bar that is redrawn on a terminal, a plain line every few
// seconds elsewhere.
#pragma once

#include <chrono>
#include <ostream>

#include "indexer/indexing_run.h"

namespace dragoman::indexer {

class ProgressLine {
 public:
  // Whether standard error is a terminal decides between bar and lines.
  explicit ProgressLine(std::ostream& out);
  void show(const Progress& progress);
  // Wipes the bar.
  void clear();

 private:
  std::ostream& out_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace dragoman::indexer
