// SPDX-License-Identifier: GPL-3.0-or-later
// Progress → text. Knows nothing of what is indexed.
#include "indexer/progress.h"

#include <unistd.h>

#include <algorithm>
#include <string>

namespace dragoman::indexer {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(200);
constexpr auto kPlainLine = std::chrono::seconds(5);
constexpr int kBarWidth = 24;

}  // namespace

ProgressLine::ProgressLine(std::ostream& out)
    : out_(out),
      terminal_(::isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

void ProgressLine::show(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (terminal_ ? now - last_ < kRedraw : now - last_ < kPlainLine) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto rate =
      static_cast<std::uint64_t>(static_cast<double>(progress.articles) / std::max(seconds, 1e-3));
  std::string line =
      std::to_string(progress.articles) + " articles, " + std::to_string(rate) + " a second";
  if (progress.bytes_total > 0) {
    const double share = std::min(
        1.0, static_cast<double>(progress.bytes_read) / static_cast<double>(progress.bytes_total));
    const auto left = static_cast<std::uint64_t>(share > 0 ? seconds * (1 - share) / share : 0);
    const auto filled = static_cast<std::size_t>(share * kBarWidth);
    line = "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
           std::to_string(static_cast<int>(share * 100)) + " %, " + line + ", " +
           std::to_string(left) + " s left";
  }
  out_ << (terminal_ ? "\r\033[K" : "") << line << (terminal_ ? "" : "\n");
  out_.flush();
  drawn_ = terminal_;
}

void ProgressLine::clear() {
  if (drawn_) out_ << "\r\033[K";
  drawn_ = false;
}

}  // namespace dragoman::indexer
