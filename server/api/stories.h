// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/stories/{id}: the articles that were grouped as reports of one event.
#pragma once

#include <string>

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: limit, labels. Faults: 400 bad_parameter; 404 no_story; 503 no_index, deadline.
Answer story(const Call& call, const search::SearchService& service);

std::string story_json(const search::StoryView& story);

}  // namespace dragoman::api
