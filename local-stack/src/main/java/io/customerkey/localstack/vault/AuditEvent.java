package io.customerkey.localstack.vault;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * One record of a diagnostic log, in the shape of Azure's (Microsoft Learn, "Azure Key Vault
 * logging"). It holds nothing of a request's or an answer's body but the key's id and an error's
 * message.
 *
 * @param operation {@code operationName}
 * @param principal whose token it was, if it was one of ours
 * @param keyId of the key that was asked for, empty for lists
 * @param reply what was answered
 * @param took until the answer
 */
record AuditEvent(
    VaultFacts vault,
    Instant time,
    HttpServerRequest request,
    String operation,
    Optional<Principal> principal,
    String keyId,
    Outcome.Reply reply,
    Duration took) {
  private static final String OBJECT_ID =
      "http://schemas.microsoft.com/identity/claims/objectidentifier";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int FIRST_FAILURE = 400;

  JsonObject toJson() {
    JsonObject properties =
        new JsonObject()
            .put("clientInfo", header("User-Agent"))
            .put("requestUri", vault.uri() + request.uri())
            .put("httpStatusCode", reply.status());
    if (!keyId.isEmpty()) {
      properties.put("id", keyId);
    }
    return new JsonObject()
        .put("time", TIME.format(time))
        .put("category", "AuditEvent")
        .put("operationName", operation)
        .put("operationVersion", version())
        .put("resourceId", resource())
        .put("resultType", reply.status() < FIRST_FAILURE ? "Success" : "Failed")
        .put("resultSignature", HttpResponseStatus.valueOf(reply.status()).reasonPhrase())
        .put("resultDescription", description())
        .put("durationMs", Long.toString(took.toMillis()))
        .put("callerIpAddress", request.remoteAddress().hostAddress())
        .put("correlationId", header("x-ms-client-request-id"))
        .put("identity", identity())
        .put("properties", properties);
  }

  private JsonObject identity() {
    return principal
        .map(who ->
            new JsonObject()
                .put(
                    "claim",
                    new JsonObject()
                        .put(OBJECT_ID, who.objectId())
                        .put("appid", who.clientId())
                        .put("iss", Principal.issuer(who.directory()))))
        .orElseGet(JsonObject::new);
  }

  private String description() {
    return reply
        .body()
        .map(body -> body.getJsonObject("error"))
        .map(error -> error.getString("message"))
        .orElse("");
  }

  private String resource() {
    String path =
        "/subscriptions/local/resourcegroups/local/providers/microsoft.keyvault/vaults/"
            + vault.name();
    return path.toUpperCase(Locale.ROOT);
  }

  private String version() {
    return Optional.ofNullable(request.getParam("api-version")).orElse("");
  }

  private String header(String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }
}
