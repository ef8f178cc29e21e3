package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer other than success, as Key Vault gives it: {@code
 * {"error":{"code","message","innererror":{"code"}}}}.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient Optional<String> innerError;
  private final transient OptionalInt retryAfterSeconds;

  Refusal(
      int status,
      String code,
      Optional<String> innerError,
      String message,
      OptionalInt retryAfterSeconds) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.innerError = innerError;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  private static Refusal of(int status, String code, String message) {
    return new Refusal(status, code, Optional.empty(), message, OptionalInt.empty());
  }

  static Refusal badParameter(String message) {
    return of(400, "BadParameter", message);
  }

  static Refusal unauthorized(String message) {
    return of(401, "Unauthorized", message);
  }

  static Refusal forbidden(String innerError, String message) {
    return new Refusal(403, "Forbidden", Optional.of(innerError), message, OptionalInt.empty());
  }

  static Refusal keyNotFound(String key) {
    return of(
        404,
        "KeyNotFound",
        "A key with (name/id) "
            + key
            + " was not found in this key vault. If you recently deleted this key you may be able"
            + " to recover it using the correct recovery command. For help resolving this issue,"
            + " please see https://go.microsoft.com/fwlink/?linkid=2125182");
  }

  /** As recorded by Azure's SDK for JavaScript in its own tests of Key Vault. */
  static Refusal beingDeleted() {
    return new Refusal(
        409,
        "Conflict",
        Optional.of("ObjectIsBeingDeleted"),
        "Key is currently being deleted.",
        OptionalInt.empty());
  }

  static Refusal exists(String key) {
    return of(
        409, "Conflict", "A key with (name/id) " + key + " already exists in this key vault.");
  }

  static Refusal deletedButRecoverable(String key) {
    return new Refusal(
        409,
        "Conflict",
        Optional.of("ObjectIsDeletedButRecoverable"),
        "Key "
            + key
            + " is currently in a deleted but recoverable state, and its name cannot be reused; in"
            + " this state, the key can only be recovered or purged.",
        OptionalInt.empty());
  }

  /** As the errors that people report of Azure's clients show it. */
  static Refusal purgeProtected() {
    return of(
        403,
        "Forbidden",
        "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key"
            + " Vault service will automatically purge it after the retention period has passed.");
  }

  static Refusal throttled(int retryAfterSeconds) {
    return new Refusal(
        429,
        "Throttled",
        Optional.empty(),
        "Request was not processed because too many requests were received. Reason:"
            + " VaultRequestTypeLimitReached",
        OptionalInt.of(retryAfterSeconds));
  }

  int status() {
    return status;
  }

  OptionalInt retryAfterSeconds() {
    return retryAfterSeconds;
  }

  JsonObject body() {
    JsonObject error = new JsonObject().put("code", code).put("message", getMessage());
    innerError.ifPresent(inner -> error.put("innererror", new JsonObject().put("code", inner)));
    return new JsonObject().put("error", error);
  }
}
