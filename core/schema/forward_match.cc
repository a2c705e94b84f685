// SPDX-License-Identifier: GPL-3.0-or-later
// Runs are looked for by their rarest code, which the highest is: ids are given by frequency.
#include "core/schema/forward_match.h"

#include <algorithm>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dragoman::schema {
namespace {

// Farther than any distance, so that nothing is near across the end of a field.
constexpr std::uint64_t kFieldDistance = 2 * kMaxNearDistance;

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

void find_places(std::span<const ForwardCode> codes, const CodeRun& run, std::vector<Place>& out) {
  if (run.last_ids.empty()) {
    for_each_place(codes, run.codes, [&](std::size_t at) {
      out.push_back({at, at + run.codes.size()});
      return true;
    });
    return;
  }
  const auto try_last = [&](std::size_t begin, std::size_t last) {
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

std::uint64_t length(ForwardCode code) {
  if (code == kWeakGapCode) return kWeakGapDistance;
  if (code == kStrongGapCode) return kStrongGapDistance;
  if (code == kFieldEndCode) return kFieldDistance;
  return code < kSecondHalfCode ? 1 : 0;
}

// Where a place begins and ends on a line on which the distance of two places is what lies between.
struct Stretch {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

std::vector<Stretch> measure(std::span<const ForwardCode> codes, std::vector<Place> places) {
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.begin < b.begin; });
  std::vector<Stretch> out;
  out.reserve(places.size());
  std::uint64_t here = 0;
  std::size_t at = 0;
  for (const Place& place : places) {
    for (; at < place.begin; ++at) here += length(codes[at]);
    std::uint64_t behind = here;
    for (std::size_t i = place.begin; i < place.end; ++i) behind += length(codes[i]);
    out.push_back({here, behind});
  }
  return out;
}

bool has_between(const std::vector<std::uint64_t>& sorted, std::uint64_t low, std::uint64_t high) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), low);
  return found != sorted.end() && *found <= high;
}

// Returns the stretches of `next` that have one of `reached` within the distance.
std::vector<Stretch> within(const std::vector<Stretch>& reached, std::vector<Stretch> next,
                            std::uint64_t distance) {
  std::vector<std::uint64_t> begins;
  std::vector<std::uint64_t> ends;
  for (const Stretch& stretch : reached) {
    begins.push_back(stretch.begin);
    ends.push_back(stretch.end);
  }
  std::sort(ends.begin(), ends.end());  // begins ascend already
  std::erase_if(next, [&](const Stretch& stretch) {
    const std::uint64_t low = stretch.begin - std::min(stretch.begin, distance);
    return !has_between(ends, low, stretch.begin) &&
           !has_between(begins, stretch.end, stretch.end + distance);
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
                std::span<const std::uint32_t> distances) {
  // All are looked for before any distance is measured: most articles fail here.
  std::vector<std::vector<Place>> places(operands.size());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    for (const CodeRun& run : operands[i]) find_places(codes, run, places[i]);
    if (places[i].empty()) return false;
  }
  if (operands.size() == 1) return true;
  std::vector<Stretch> reached = measure(codes, std::move(places[0]));
  for (std::size_t i = 1; i < operands.size() && !reached.empty(); ++i)
    reached = within(reached, measure(codes, std::move(places[i])), distances[i - 1]);
  return !reached.empty();
}

}  // namespace dragoman::schema
