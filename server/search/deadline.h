// SPDX-License-Identifier: GPL-3.0-or-later
// How much time and work one request may still spend. Every loop over rows, candidates or texts
// asks it; what it throws is caught by SearchService. One thread at a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace dragoman::search {

// Thrown when a request is past its time.
struct DeadlineExceeded : std::runtime_error {
  DeadlineExceeded() : std::runtime_error("deadline") {}
};

// Thrown when a part of the work that may be given up is past its time, and the request is not.
struct PartExceeded : DeadlineExceeded {};

// Thrown when a request asks for more verification than QueryLimits::max_candidates.
struct TooManyCandidates : std::runtime_error {
  TooManyCandidates() : std::runtime_error("too_broad") {}
};

class Deadline {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = Clock::time_point (*)();

  explicit Deadline(std::chrono::milliseconds from_now,
                    std::uint64_t max_candidates = std::numeric_limits<std::uint64_t>::max(),
                    Now now = &Clock::now)
      : now_(now), end_(now() + from_now), whole_end_(end_), candidates_left_(max_candidates) {}

  // Returns one for a part of the work that may be given up: it ends no later than this one. Throws
  // DeadlineExceeded.
  Deadline part(std::chrono::milliseconds most, std::uint64_t max_candidates) const {
    Deadline out = *this;
    const Clock::time_point now = now_();
    if (now > whole_end_) throw DeadlineExceeded();
    out.end_ = std::min(now + most, end_);
    out.candidates_left_ = std::min(max_candidates, candidates_left_);
    return out;
  }
  // Cheap: looks at the clock once in some 4096 units of work, one unit being about what it takes
  // to step to the next row.
  void check(std::uint64_t work = 1) {
    work_ += work;
    if (work_ >= kWorkPerLook) check_now();
  }
  void check_now() {
    work_ = 0;
    const Clock::time_point now = now_();
    if (now > whole_end_) throw DeadlineExceeded();
    if (now > end_) throw PartExceeded();
  }
  // One more article whose text is looked into to decide whether it matches. `codes`: its length.
  void verify(std::uint64_t codes) {
    if (candidates_left_ == 0) throw TooManyCandidates();
    --candidates_left_;
    check(1 + codes / 32);
  }

 private:
  static constexpr std::uint64_t kWorkPerLook = 4096;

  Now now_;
  Clock::time_point end_;
  Clock::time_point whole_end_;  // of the request
  std::uint64_t candidates_left_;
  std::uint64_t work_ = 0;
};

}  // namespace dragoman::search
