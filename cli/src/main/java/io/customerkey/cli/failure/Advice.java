package io.customerkey.cli.failure;

/** What a person can do about a refusal, by its reason. */
public final class Advice {
  private Advice() {}

  /**
   * {@return one sentence, or empty where the message says it all}
   *
   * @param reason as on the wire, without prefix
   */
  public static String of(String reason) {
    return switch (reason) {
      case "CUSTOMER_KEY_DENIED" ->
          "The tenant's vaults refuse. Give the permission back or enable the keys ('ck vault key enable',"
              + " 'ck vault permission grant'); 'ck policy health' shows what each vault answered.";
      case "POLICY_SUSPENDED" -> "The tenant suspended the policy; it must be resumed first.";
      case "VAULT_UNAVAILABLE" ->
          "The vaults do not answer. Try again; 'ck policy health' shows what was seen.";
      case "VAULT_NOT_YOURS" ->
          "The key must carry the tag customerkey-tenant with the tenant's id, lie in the tenant's directory,"
              + " and belong to no other tenant.";
      case "TOKEN_INVALID" -> "Get a new token: they live for an hour at most.";
      case "CALLER_NOT_ALLOWED" -> "This needs a token with another role, or of another tenant.";
      case "PURPOSE_NOT_ALLOWED" -> "The token does not grant this purpose.";
      case "NOT_FOUND" -> "Look for it with the 'list' command of the same kind.";
      case "CONFLICT" -> "This id is taken by something else; choose another.";
      case "POLICY_NOT_ACTIVE" -> "'ck policy show' says what the policy still waits for.";
      case "LICENCE_REQUIRED" -> "User and mail-user mailboxes need a licence ('--licensed').";
      case "TRIAL_TENANT" -> "Trial tenants cannot have Customer Key.";
      case "NOT_ENABLED" ->
          "Enrol two approvers ('ck approver add'), validate two keys ('ck tenant validate'), enable the tenant"
              + " ('ck tenant enable').";
      case "NOT_VALIDATED" -> "Validate the same two keys first: 'ck tenant validate'.";
      case "POLICY_LIMIT" ->
          "A tenant has at most 50 policies; assign one to more mailboxes instead.";
      case "PROVIDER_MANAGED" ->
          "This policy is the provider's; create one of your own and assign that.";
      case "PROVIDER_NOT_CONFIGURED" ->
          "The provider has no keys of its own here; assign a policy of the tenant.";
      case "OVERLOADED", "DEPENDENCY_UNAVAILABLE" ->
          "Try again in a moment; 'ck status' shows which services are up.";
      case "RECORD_NOT_TRUSTED", "KEY_MATERIAL_FAULT", "CONTENT_REJECTED", "WRAPPED_KEY_REJECTED" ->
          "What is stored was damaged or changed. Do not delete anything; tell the operator the request id.";
      case "INTERNAL" -> "This is a bug. The request id finds it in the services' logs.";
      default -> "";
    };
  }
}
