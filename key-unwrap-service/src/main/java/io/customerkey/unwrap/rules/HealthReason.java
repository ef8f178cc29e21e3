package io.customerkey.unwrap.rules;

/**
 * Why a policy is in its state, each with a sentence for its tenant. Names are kept in the database
 * and never change.
 */
public enum HealthReason {
  /** Nobody asked. */
  NEVER_ASKED("no customer key was asked yet"),
  /** All is well. */
  KEYS_OPEN("the customer keys open the policy key"),
  /** One denies. */
  ONE_VAULT_DENIES("one vault refuses; the other customer key serves"),
  /** One is silent. */
  ONE_VAULT_UNREACHABLE("one vault is unreachable; the other customer key serves"),
  /** One gave a wrong key or refused our request as wrong. */
  KEY_FAULT("a customer key cannot be used as the policy needs it"),
  /** Both deny. */
  DENIAL_UNCONFIRMED("both vaults refuse; it is not confirmed yet, so cached keys still serve"),
  /** One denies, and the other is silent. */
  DENIED_AND_UNREACHABLE("one vault refuses and the other is unreachable"),
  /** Confirmed, but the brake is on. */
  BRAKED("both vaults refuse, as do many tenants' at once: cached keys serve 15 minutes longer"),
  /** Both are silent. */
  BOTH_UNREACHABLE("both vaults are unreachable; cached keys serve until the outage grace is over"),
  /** Both are silent, for longer than the tenant's grace. */
  GRACE_OVER("both vaults are unreachable and the outage grace is over: cached keys serve no more"),
  /** Confirmed. */
  DENIAL_CONFIRMED("the vaults refuse, and it is confirmed: cached keys are dropped"),
  /** Confirmed, and the availability key has served system actions since. */
  SYSTEM_ACTIONS_SERVED(
      "the vaults refuse, and it is confirmed: cached keys are dropped; the availability key serves"
          + " system actions, never users"),
  /** The tenant's order. */
  SUSPENDED_BY_TENANT("the tenant suspended the policy"),
  /** The availability key served. */
  AVAILABILITY_KEY_USED("no customer key can be used; the availability key opened the policy key"),
  /** The tenant's order. */
  RECOVERY_ORDERED("the tenant ordered a recovery; the availability key serves");

  private final String sentence;

  HealthReason(String sentence) {
    this.sentence = sentence;
  }

  /**
   * @return for people
   */
  public String sentence() {
    return sentence;
  }
}
