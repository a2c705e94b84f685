// SPDX-License-Identifier: GPL-3.0-or-later
// Writes problem+json. The detail is one of our own sentences, never an exception's text.
#include "server/http/problem.h"

#include <nlohmann/json.hpp>

namespace dragoman::http {

std::string_view status_text(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

Response problem_response(const api::Fault& fault, std::string_view instance) {
  nlohmann::ordered_json json;
  json["type"] = "urn:dragoman:problem:" + fault.code;
  json["title"] = std::string(status_text(fault.status));
  json["status"] = fault.status;
  json["detail"] = fault.detail;
  json["instance"] = std::string(instance.substr(0, 2000));
  if (!fault.errors.empty()) {
    auto& errors = json["errors"] = nlohmann::ordered_json::array();
    for (const api::FieldError& error : fault.errors) {
      errors.push_back(
          {{"param", error.param}, {"position", error.position}, {"hint", error.hint}});
    }
  }
  Response response;
  response.status = fault.status;
  response.cause = fault.cause.empty() ? fault.code + ": " + fault.detail : fault.cause;
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  response.set_header("Cache-Control", "no-store");
  if (fault.retry_after_s > 0)
    response.set_header("Retry-After", std::to_string(fault.retry_after_s));
  if (!fault.allow.empty()) response.set_header("Allow", fault.allow);
  return response;
}

}  // namespace dragoman::http
