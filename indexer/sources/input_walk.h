// SPDX-License-Identifier: GPL-3.0-or-later
// Files and directories → one stream of raw items, in an order that is the same on every machine.
// Knows suffixes and which source reads them.
#pragma once

#include <string>
#include <vector>

#include "indexer/sources/source.h"

namespace dragoman::indexer {

enum class InputFormat { kNdjson, kJson, kText };

// One file to read, or the Problem of a path that cannot be.
struct PlannedInput {
  std::string path;
  InputFormat format = InputFormat::kText;
  std::uint64_t bytes = 0;  // size of the file, 0 when unknown (stdin)
  std::optional<Problem> problem;
};

// Returns what is to be read for these arguments ("-" is NDJSON from stdin): directories
// recursively, entries sorted by name, hidden ones skipped, a directory reached twice (by links)
// taken once. Formats by suffix, a second suffix .gz or .zst allowed: .ndjson .jsonl .json .txt; a
// bare .gz or .zst is NDJSON. Problems: unreadable, unknown_format.
std::vector<PlannedInput> plan_inputs(const std::vector<std::string>& arguments);

// Reads planned inputs one after the other.
class InputWalk : public Source {
 public:
  InputWalk(std::vector<PlannedInput> inputs, const IngestLimits& limits);
  std::optional<Result<RawItem>> next() override;
  std::uint64_t bytes_read() const override;
  // Sum of the sizes of all inputs, for progress; stdin counts 0.
  std::uint64_t total_bytes() const { return total_bytes_; }

 private:
  // Opens inputs_[position_]; returns the Problem if it cannot be read.
  std::optional<Problem> open();

  std::vector<PlannedInput> inputs_;
  IngestLimits limits_;
  std::size_t position_ = 0;
  std::unique_ptr<Source> current_;
  std::uint64_t finished_bytes_ = 0;
  std::uint64_t total_bytes_ = 0;
};

}  // namespace dragoman::indexer
