// SPDX-License-Identifier: GPL-3.0-or-later
// Edges in a hash table while the trie grows; then sorted by parent and word, the nodes numbered
// anew breadth first.
#include "core/entities/form_nodes.h"

#include <algorithm>
#include <bit>

#include "core/entities/trie_keys.h"

namespace dragoman::entities {
namespace {

constexpr std::size_t kNodesPerPath = 4;
// Up to so many siblings are looked through one by one.
constexpr std::ptrdiff_t kFewSiblings = 8;

}  // namespace

NodeIndex FormNodes::step(NodeIndex node, std::uint32_t word) const {
  const Head& head = heads_[node];
  if ((head.leads_on & class_bit(word)) == 0) return 0;
  auto begin = words_.begin() + head.first_next;
  const auto end = words_.begin() + heads_[node + 1].first_next;
  if (end - begin > kFewSiblings) begin = std::lower_bound(begin, end, word);
  for (; begin != end && *begin <= word; ++begin)
    if (*begin == word) return static_cast<NodeIndex>(begin - words_.begin());
  return 0;
}

FormNodesBuilder::FormNodesBuilder(std::size_t paths)
    : edges_(std::bit_ceil(2 * kNodesPerPath * paths + 2)) {
  outputs_.reserve(kNodesPerPath * paths + 1);
  outputs_.resize(1);
}

FormNodesBuilder::Edge& FormNodesBuilder::place_of(std::uint64_t key) {
  std::size_t at = mix(key) & (edges_.size() - 1);
  while (edges_[at].key != 0 && edges_[at].key != key) at = (at + 1) & (edges_.size() - 1);
  return edges_[at];
}

void FormNodesBuilder::grow() {
  std::vector<Edge> old(edges_.size() * 2);
  old.swap(edges_);
  for (const Edge& edge : old)
    if (edge.key != 0) place_of(edge.key) = edge;
}

std::vector<Output>& FormNodesBuilder::outputs(std::span<const std::uint32_t> path) {
  NodeIndex node = 0;
  for (const std::uint32_t word : path) {
    if (edges_.size() < 2 * (outputs_.size() + 1)) grow();
    Edge& edge = place_of(edge_key(node, word));
    if (edge.key == 0) {
      edge = {edge_key(node, word), static_cast<NodeIndex>(outputs_.size())};
      outputs_.emplace_back();
    }
    node = edge.node;
  }
  return outputs_[node];
}

std::vector<NodeIndex> FormNodesBuilder::in_rows(std::vector<Edge> edges, FormNodes& out) const {
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.key < b.key; });
  std::vector<std::uint32_t> begins(outputs_.size() + 1);  // of a node's edges
  for (const Edge& edge : edges) ++begins[(edge.key >> 32) + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<NodeIndex> order = {0};  // old numbers by new ones
  order.reserve(outputs_.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    FormNodes::Head& head = out.heads_[i];
    head.first_next = static_cast<NodeIndex>(order.size());
    for (std::uint32_t e = begins[order[i]]; e < begins[order[i] + 1]; ++e) {
      const auto word = static_cast<std::uint32_t>(edges[e].key);
      head.leads_on |= FormNodes::class_bit(word);
      out.words_[order.size()] = word;
      if (i == 0) out.roots_[word] = static_cast<NodeIndex>(order.size());
      order.push_back(edges[e].node);
    }
  }
  out.heads_.back().first_next = static_cast<NodeIndex>(order.size());
  return order;
}

FormNodes FormNodesBuilder::build(std::uint32_t words) const {
  FormNodes out;
  out.words_.resize(outputs_.size());
  out.heads_.resize(outputs_.size() + 1);
  out.roots_.resize(words);
  std::vector<Edge> edges;
  edges.reserve(outputs_.size());
  std::copy_if(edges_.begin(), edges_.end(), std::back_inserter(edges),
               [](const Edge& edge) { return edge.key != 0; });
  const std::vector<NodeIndex> order = in_rows(std::move(edges), out);
  out.output_begins_.reserve(order.size() + 1);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::vector<Output>& here = outputs_[order[i]];
    if (!here.empty()) out.heads_[i].leads_on |= FormNodes::kEndsForm;
    out.output_begins_.push_back(static_cast<std::uint32_t>(out.outputs_.size()));
    out.outputs_.insert(out.outputs_.end(), here.begin(), here.end());
  }
  out.output_begins_.push_back(static_cast<std::uint32_t>(out.outputs_.size()));
  return out;
}

}  // namespace dragoman::entities
