// SPDX-License-Identifier: GPL-3.0-or-later
// Runs are looked for by their rarest code, which the highest is: ids are given by frequency.
#include "core/schema/forward_match.h"

#include <algorithm>
#include <limits>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dragoman::schema {
namespace {

// Farther than any distance, so that nothing is near across the end of a field.
constexpr std::uint32_t kFieldDistance = 2 * kMaxNearDistance;

// Counts steps and tells of them now and then: who asked may want to stop.
class Meter {
 public:
  explicit Meter(const OnWork& on_work) : on_work_(on_work) {}
  void add(std::size_t steps) {
    steps_ += steps;
    if (steps_ < kStepsPerCall) return;
    steps = std::exchange(steps_, 0);
    if (on_work_) on_work_(steps);
  }

  static constexpr std::size_t kCodesPerStep = 32;

 private:
  static constexpr std::size_t kStepsPerCall = 4096;

  const OnWork& on_work_;
  std::size_t steps_ = 0;
};

// Returns the first place of `wanted` in [at, end), or end.
const ForwardCode* find_code(const ForwardCode* at, const ForwardCode* end, ForwardCode wanted) {
#if defined(__SSE2__)
  const __m128i all = _mm_set1_epi16(static_cast<short>(wanted));
  for (; end - at >= 16; at += 16) {
    const auto* blocks = reinterpret_cast<const __m128i*>(at);
    const __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128(blocks), all);
    const __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128(blocks + 1), all);
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
    if (hits != 0) return at + __builtin_ctz(hits);
  }
#endif
  return std::find(at, end, wanted);
}

// Calls on(offset) for each place of the run until it returns false.
template <class On>
void for_each_place(std::span<const ForwardCode> codes, std::span<const ForwardCode> run, On on) {
  if (codes.size() < run.size()) return;
  const auto rarest = std::max_element(run.begin(), run.end());
  const auto anchor = static_cast<std::size_t>(rarest - run.begin());
  const ForwardCode* at = codes.data() + anchor;
  const ForwardCode* end = at + (codes.size() - run.size()) + 1;
  for (; (at = find_code(at, end, *rarest)) != end; ++at) {
    if (!std::equal(run.begin(), run.end(), at - anchor)) continue;
    if (!on(static_cast<std::size_t>(at - anchor - codes.data()))) return;
  }
}

// Codes [begin, end) of an article.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_one_of(std::uint32_t id, const std::vector<std::uint32_t>& ids) {
  return id >= ids.front() && id <= ids.back() && std::binary_search(ids.begin(), ids.end(), id);
}

void find_places(std::span<const ForwardCode> codes, const CodeRun& run, std::vector<Place>& out,
                 Meter& meter) {
  meter.add(1 + codes.size() / Meter::kCodesPerStep);
  if (run.last_ids.empty()) {
    for_each_place(codes, run.codes, [&](std::size_t at) {
      meter.add(1);
      out.push_back({at, at + run.codes.size()});
      return true;
    });
    return;
  }
  const auto try_last = [&](std::size_t begin, std::size_t last) {
    meter.add(1);
    if (last >= codes.size()) return;
    const ReadCode unit = read_code(codes, last);
    if (!unit.is_marker && is_one_of(unit.id, run.last_ids))
      out.push_back({begin, last + unit.size});
  };
  if (!run.codes.empty()) {
    for_each_place(codes, run.codes, [&](std::size_t at) {
      try_last(at, at + run.codes.size());
      return true;
    });
    return;
  }
  for (std::size_t at = 0; at < codes.size(); at += read_code(codes, at).size) try_last(at, at);
}

std::uint32_t length(ForwardCode code) {
  if (code >= kMarkerCodes) return code < kSecondHalfCode ? 1 : 0;
  if (code == kWeakGapCode) return kWeakGapDistance;
  return code == kStrongGapCode ? kStrongGapDistance : kFieldDistance;
}

// Where each code begins on a line on which the distance of two places is what lies between them.
// The line ends at 4,294,967,295: beyond some forty million sentences all is near.
std::vector<std::uint32_t> line_of(std::span<const ForwardCode> codes) {
  std::vector<std::uint32_t> line(codes.size() + 1);
  std::uint64_t here = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    here += length(codes[i]);
    line[i + 1] = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(here, std::numeric_limits<std::uint32_t>::max()));
  }
  return line;
}

// A place on that line.
struct Stretch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Returns the places in the order in which they begin.
std::vector<Stretch> measure(const std::vector<std::uint32_t>& line,
                             const std::vector<Place>& places, Meter& meter) {
  meter.add(places.size() / Meter::kCodesPerStep);
  std::vector<Stretch> out;
  out.reserve(places.size());
  for (const Place& place : places) out.push_back({line[place.begin], line[place.end]});
  const auto begins_before = [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; };
  if (std::is_sorted(out.begin(), out.end(), begins_before)) return out;
  std::sort(out.begin(), out.end(), [&](const Stretch& a, const Stretch& b) {
    meter.add(1);
    return begins_before(a, b);
  });
  return out;
}

bool has_between(const std::vector<std::uint32_t>& sorted, std::uint64_t low, std::uint64_t high) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), low);
  return found != sorted.end() && *found <= high;
}

// Returns the stretches of `next` that have one of `reached` within the distance.
std::vector<Stretch> within(const std::vector<Stretch>& reached, std::vector<Stretch> next,
                            std::uint32_t distance, Meter& meter) {
  meter.add(reached.size() / Meter::kCodesPerStep);
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> ends;
  for (const Stretch& stretch : reached) {
    begins.push_back(stretch.begin);
    ends.push_back(stretch.end);
  }
  if (!std::is_sorted(ends.begin(), ends.end())) {
    std::sort(ends.begin(), ends.end(), [&](std::uint32_t a, std::uint32_t b) {
      meter.add(1);
      return a < b;
    });
  }
  std::erase_if(next, [&](const Stretch& stretch) {
    meter.add(1);
    const std::uint32_t low = stretch.begin - std::min(stretch.begin, distance);
    return !has_between(ends, low, stretch.begin) &&
           !has_between(begins, stretch.end, std::uint64_t{stretch.end} + distance);
  });
  return next;
}

}  // namespace

bool contains_run(std::span<const ForwardCode> codes, std::span<const ForwardCode> run) {
  bool found = false;
  for_each_place(codes, run, [&found](std::size_t) {
    found = true;
    return false;
  });
  return found;
}

bool stand_near(std::span<const ForwardCode> codes, std::span<const CodeRuns> operands,
                std::span<const std::uint32_t> distances, const OnWork& on_work) {
  Meter meter(on_work);
  // All are looked for before any distance is measured: most articles fail here.
  std::vector<std::vector<Place>> places(operands.size());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    for (const CodeRun& run : operands[i]) find_places(codes, run, places[i], meter);
    if (places[i].empty()) return false;
  }
  if (operands.size() == 1) return true;
  meter.add(codes.size() / Meter::kCodesPerStep);
  const std::vector<std::uint32_t> line = line_of(codes);
  std::vector<Stretch> reached = measure(line, places[0], meter);
  for (std::size_t i = 1; i < operands.size() && !reached.empty(); ++i)
    reached = within(reached, measure(line, places[i], meter), distances[i - 1], meter);
  return !reached.empty();
}

}  // namespace dragoman::schema
