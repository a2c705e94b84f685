// SPDX-License-Identifier: GPL-3.0-or-later
// Analysers on loan: making one opens ICU break iterators, which costs more than a short query's
// analysis.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::search {

class AnalyserPool {
 public:
  class Lease {
   public:
    explicit Lease(AnalyserPool& pool) : pool_(pool), analyser_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(analyser_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    text::Analyser& operator*() { return *analyser_; }

   private:
    AnalyserPool& pool_;
    std::unique_ptr<text::Analyser> analyser_;
  };

 private:
  std::unique_ptr<text::Analyser> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<text::Analyser>();
    auto analyser = std::move(free_.back());
    free_.pop_back();
    return analyser;
  }
  void give_back(std::unique_ptr<text::Analyser> analyser) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(analyser));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<text::Analyser>> free_;
};

}  // namespace dragoman::search
