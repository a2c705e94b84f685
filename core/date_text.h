// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as other programs write them → ISO 8601. Knows nothing of articles or languages.
#pragma once

#include <string>
#include <string_view>

namespace dragoman {

// Returns ISO 8601 at the precision of the text: an ISO date or time as it stands (a space before
// the time becomes T), "2013/01/02", "2013.1.2", "20130102", "2013年1月2日" with or without a time
// behind, RFC 2822
// ("Fri, 04 Jan 2013 15:36:00 +0900"). Returns "" for anything else or a day that does not exist.
std::string normalized_date(std::string_view text);

}  // namespace dragoman
