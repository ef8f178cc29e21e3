package io.customerkey.dep.api;

import io.customerkey.dep.refusal.Refusal;
import io.customerkey.protocol.common.v1.FailureReason;

/** Reasons on REST: their status and their words. */
final class Reasons {
  static final String TOKEN_INVALID = "TOKEN_INVALID";

  private Reasons() {}

  static int status(FailureReason reason) {
    return switch (reason) {
      case FAILURE_REASON_ARGUMENT_INVALID,
          FAILURE_REASON_LIMIT_EXCEEDED,
          FAILURE_REASON_WRAPPED_KEY_REJECTED ->
          400;
      case FAILURE_REASON_CUSTOMER_KEY_DENIED,
          FAILURE_REASON_POLICY_SUSPENDED,
          FAILURE_REASON_CALLER_NOT_ALLOWED,
          FAILURE_REASON_PURPOSE_NOT_ALLOWED,
          FAILURE_REASON_VAULT_NOT_YOURS ->
          403;
      case FAILURE_REASON_NOT_FOUND -> 404;
      case FAILURE_REASON_POLICY_PURGED,
          FAILURE_REASON_POLICY_NOT_ACTIVE,
          FAILURE_REASON_POLICY_DRAINING,
          FAILURE_REASON_ORDER_INVALID,
          FAILURE_REASON_RECORD_NEEDED ->
          409;
      case FAILURE_REASON_VAULT_UNAVAILABLE,
          FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
          FAILURE_REASON_OVERLOADED ->
          503;
      case FAILURE_REASON_UNSPECIFIED,
          FAILURE_REASON_RECORD_NOT_TRUSTED,
          FAILURE_REASON_KEY_MATERIAL_FAULT,
          FAILURE_REASON_CONTENT_REJECTED,
          FAILURE_REASON_INTERNAL,
          UNRECOGNIZED ->
          500;
    };
  }

  static int status(Refusal refusal) {
    return switch (refusal) {
      case TRIAL_TENANT -> 403;
      case CONFLICT,
          NOT_ENABLED,
          NOT_VALIDATED,
          POLICY_LIMIT,
          LICENCE_REQUIRED,
          PROVIDER_MANAGED,
          PROVIDER_NOT_CONFIGURED ->
          409;
    };
  }

  static String title(String reason) {
    return switch (reason) {
      case "ARGUMENT_INVALID" -> "The request is malformed";
      case "LIMIT_EXCEEDED" -> "A limit is exceeded";
      case TOKEN_INVALID -> "No valid token";
      case "CALLER_NOT_ALLOWED" -> "Not allowed";
      case "CUSTOMER_KEY_DENIED" -> "The vault refused the use of the key";
      case "VAULT_NOT_YOURS" -> "The key is not the tenant's";
      case "VAULT_UNAVAILABLE" -> "The vault could not be reached";
      case "DEPENDENCY_UNAVAILABLE" -> "A service did not answer";
      case "OVERLOADED" -> "Too busy";
      case "KEY_MATERIAL_FAULT" -> "The key cannot be used";
      case "NOT_FOUND" -> "Not found";
      case "CONFLICT" -> "The id is in use";
      case "TRIAL_TENANT" -> "The tenant is on trial";
      case "NOT_ENABLED" -> "The tenant is not enabled";
      case "NOT_VALIDATED" -> "The keys are not validated";
      case "POLICY_LIMIT" -> "Too many policies";
      case "LICENCE_REQUIRED" -> "The mailbox needs a licence";
      case "PROVIDER_MANAGED" -> "The policy is the provider's";
      case "PROVIDER_NOT_CONFIGURED" -> "There is no provider-managed policy";
      case "POLICY_NOT_ACTIVE", "POLICY_DRAINING", "POLICY_PURGED" ->
          "The policy takes no assignments";
      case "INTERNAL" -> "Internal error";
      default -> reason;
    };
  }

  /** Fields of the protocol as the admin knows them: {@code key_ids[0]} is {@code keys[0]}. */
  static String restField(String field) {
    return switch (field) {
      case "policy_id" -> "policy";
      case "tenant_id" -> "tenant";
      case "verdict_id" -> "verdict";
      case "wait_millis" -> "waitMillis";
      default -> field.startsWith("key_ids") ? "keys" + field.substring("key_ids".length()) : field;
    };
  }
}
