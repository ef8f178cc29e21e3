package io.customerkey.cli.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.Advice;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Error answers as failures: problem+json of the suite (RFC 9457) and the error object of the local
 * stack.
 */
final class HttpProblem {
  private static final List<String> DETAILS =
      List.of("field", "limit", "policy", "verdict", "requestId");
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private HttpProblem() {}

  static CkException of(String call, int status, String body) {
    JsonNode tree = tree(body);
    Map<String, String> details = new TreeMap<>();
    details.put("call", call);
    if (tree.has("error")) {
      String code = Json.text(tree, "/error/code").toUpperCase(Locale.ROOT);
      return failure(status, code, Json.text(tree, "/error/message"), details);
    }
    for (String name : DETAILS) {
      if (tree.has(name)) {
        details.put(name, tree.get(name).asText());
      }
    }
    String reason = Json.text(tree, "/reason");
    String detail = Json.text(tree, "/detail");
    return failure(
        status,
        reason.isEmpty() ? "HTTP_" + status : reason,
        detail.isEmpty() ? "the service answered " + status : detail,
        details);
  }

  private static CkException failure(
      int status, String reason, String message, Map<String, String> details) {
    boolean retryable =
        status == TOO_MANY_REQUESTS
            || status > FIRST_SERVER_ERROR
            || reason.equals("DEPENDENCY_UNAVAILABLE");
    return new CkException(
        retryable ? ExitCode.UNAVAILABLE : ExitCode.REFUSED,
        reason,
        message,
        Advice.of(reason),
        details);
  }

  private static JsonNode tree(String body) {
    try {
      return Json.parse(body);
    } catch (UncheckedIOException e) {
      return Json.object();
    }
  }
}
