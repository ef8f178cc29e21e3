package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The token endpoint's refusals, numbered as in "Microsoft Entra authentication and authorization
 * error codes" (AADSTS).
 */
final class LoginRefusal {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private LoginRefusal() {}

  static Outcome.Reply of(int number, Instant now) {
    String error = error(number);
    String trace = Entropy.uuid().toString();
    String correlation = Entropy.uuid().toString();
    String time = TIME.format(now);
    String description =
        "AADSTS"
            + number
            + ": "
            + sentence(number)
            + " Trace ID: "
            + trace
            + " Correlation ID: "
            + correlation
            + " Timestamp: "
            + time;
    JsonObject body =
        new JsonObject()
            .put("error", error)
            .put("error_description", description)
            .put("error_codes", new JsonArray().add(number))
            .put("timestamp", time)
            .put("trace_id", trace)
            .put("correlation_id", correlation)
            .put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
    int status = error.equals("invalid_client") ? 401 : 400;
    return new Outcome.Reply(status, Optional.of(body), Map.of());
  }

  private static String error(int number) {
    return switch (number) {
      case 65001 -> "invalid_grant";
      case 700016, 7000112 -> "unauthorized_client";
      case 7000215, 7000222, 700027, 7000229 -> "invalid_client";
      case 500011 -> "invalid_resource";
      case 70003 -> "unsupported_grant_type";
      default -> "invalid_request";
    };
  }

  private static String sentence(int number) {
    return switch (number) {
      case 65001 -> "The user or administrator has not consented to use the application.";
      case 700016 -> "Application was not found in the directory.";
      case 7000112 -> "Application is disabled.";
      case 7000229 -> "The client application is missing service principal in the tenant.";
      case 7000215 -> "Invalid client secret provided.";
      case 7000222 -> "The provided client secret keys for app are expired.";
      case 700027 ->
          "The certificate with identifier used to sign the client assertion is not"
              + " registered on application.";
      case 500011 -> "The resource principal was not found in the tenant.";
      case 70003 -> "The app requested an unsupported grant type.";
      case 90002 -> "Tenant not found.";
      default -> "The request failed.";
    };
  }
}
