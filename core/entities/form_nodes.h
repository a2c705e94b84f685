// SPDX-License-Identifier: GPL-3.0-or-later
// The trie itself: paths of word ids with what stands at their ends. Built once, then laid out for
// walking: the nodes that follow one another from a node are numbered in a row, so that a step
// reads two small tables which fit a processor's cache. Knows neither words nor texts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dragoman::entities {

inline constexpr std::uint32_t kMask = 0xFFFFFFFF;

// One form at the end of a path, with the conditions its written shape sets.
struct Output {
  std::uint32_t form = 0;       // index into Gazetteer::forms(), or kMask
  bool capital_first = false;   // must begin with a capital (Turkey, not turkey)
  bool capitals_only = false;   // must be all capitals (US, not us)
  bool accented = false;        // must keep an accent (procès, not process)
  bool katakana_begin = false;  // must not continue a katakana word
  bool katakana_end = false;
  bool single_character = false;  // 李, 日, 이: never enough by itself
  std::uint8_t tracks = 0;        // bits of Track
};

using NodeIndex = std::uint32_t;  // 0 is the root, which no step leads to

class FormNodes {
 public:
  // Requires of all: words below the number that was given to build(), nodes from a step.
  // Returns the node of the forms that begin with a word, 0 when there is none.
  NodeIndex first_step(std::uint32_t word) const { return roots_[word]; }
  // Returns the node that a word leads to from another than the root, 0 when there is none.
  NodeIndex step(NodeIndex node, std::uint32_t word) const;
  bool ends_form(NodeIndex node) const { return (heads_[node].leads_on & kEndsForm) != 0; }
  bool goes_on(NodeIndex node) const { return (heads_[node].leads_on & ~kEndsForm) != 0; }
  // Returns what stands at a node where a form ends.
  std::span<const Output> outputs(NodeIndex node) const {
    return std::span(outputs_).subspan(output_begins_[node],
                                       output_begins_[node + 1] - output_begins_[node]);
  }
  // Has the node fetched from memory meanwhile.
  void prefetch(NodeIndex node) const { __builtin_prefetch(&heads_[node]); }

 private:
  friend class FormNodesBuilder;
  // One bit for a form that ends here, the others for classes of words: most words lead nowhere,
  // which is told at once.
  static constexpr std::uint32_t kEndsForm = 1;
  static std::uint32_t class_bit(std::uint32_t word) { return std::uint32_t{2} << (word % 31); }
  struct Head {
    std::uint32_t leads_on = 0;
    NodeIndex first_next = 0;  // up to that of the node behind it
  };

  std::vector<std::uint32_t> words_;  // by node: what leads to it; ascending among its siblings
  std::vector<Head> heads_;           // by node, and one more
  std::vector<NodeIndex> roots_;      // by word
  std::vector<std::uint32_t> output_begins_;  // by node, and one more
  std::vector<Output> outputs_;
};

class FormNodesBuilder {
 public:
  // `paths`: about how many will be added.
  explicit FormNodesBuilder(std::size_t paths);
  // Returns what stands at the end of a path, which is made when it is new. Valid until the next
  // call. Requires: a path of one word at least, words above 0.
  std::vector<Output>& outputs(std::span<const std::uint32_t> path);
  // Requires: nothing is added afterwards. `words`: more than the largest.
  FormNodes build(std::uint32_t words) const;

 private:
  struct Edge {
    std::uint64_t key = 0;  // parent and word; 0 = an empty place
    NodeIndex node = 0;
  };
  Edge& place_of(std::uint64_t key);
  void grow();
  // The nodes in the order of their new numbers.
  std::vector<NodeIndex> in_rows(std::vector<Edge> edges, FormNodes& out) const;

  std::vector<Edge> edges_;                   // open addressing, at most half full
  std::vector<std::vector<Output>> outputs_;  // by node, in the order in which they were made
};

}  // namespace dragoman::entities
