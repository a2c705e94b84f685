// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to the HTTP API. Each returns the decoded JSON answer or throws ApiError, which holds
// what the server's problem+json says (or 'network' when there was no answer). Knows no DOM state.

const kBase = './api/v1';
const kLongestUrl = 6000;  // above it a search is posted: servers and proxies cut longer URLs

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;  // 0: no answer at all
    this.code = String(problem.type ?? '').split(/[/#:]/).pop();
    this.errors = Array.isArray(problem.errors) ? problem.errors : [];
  }
}

export function search(params, signal) {
  const query = query_string(params);
  if (query.length <= kLongestUrl) return request(`/search?${query}`, {signal});
  return request('/search', {
    signal, method: 'POST', body: JSON.stringify(params), headers: {'Content-Type': 'application/json'},
  });
}

// An id may hold any character, "/" too: encodeURIComponent makes it one path segment.
export function article(id, params, signal) {
  return request(`/articles/${encodeURIComponent(id)}?${query_string(params)}`, {signal});
}

// How a query that is being typed may go on.
export const suggest = (params, signal) => request(`/suggest?${query_string(params)}`, {signal});
// The articles most like one.
export function similar(id, params, signal) {
  return request(`/articles/${encodeURIComponent(id)}/similar?${query_string(params)}`, {signal});
}

// The articles grouped as reports of one event.
export function story(id, params, signal) {
  return request(`/stories/${encodeURIComponent(id)}?${query_string(params)}`, {signal});
}

function query_string(params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) query.append(name, String(one));
  }
  return query.toString();
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(kBase + path, options);
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new ApiError(0, {type: 'network'});
  }
  const answer = await response.json().catch((fault) => {
    if (fault.name === 'AbortError') throw fault;
    return null;
  });
  if (!response.ok) throw new ApiError(response.status, answer ?? {});
  if (!answer) throw new ApiError(0, {type: 'network'});
  return answer;
}
