package io.customerkey.dep.onboarding;

import io.customerkey.dep.onboarding.Declarations.Declaration;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a tenant needs beside two good keys, and when it may be enabled (N1, F5). */
public final class OnboardingRules {
  /** Approvers that a tenant needs: no one destroys alone. */
  public static final int LEAST_APPROVERS = 2;

  private OnboardingRules() {}

  /**
   * @param trial whether the tenant is on trial
   * @param approvers of the tenant
   * @param declared by its admin
   * @return what follows without asking a vault
   */
  public static List<Check> judge(boolean trial, List<Approver> approvers, Declarations declared) {
    return List.of(
        different("subscriptions", "subscription", declared, Declaration::subscription),
        different("regions", "region", declared, Declaration::region),
        paid(declared),
        approvers(approvers),
        new Check(
            "tenant_eligible",
            Check.ALL,
            trial ? Check.Result.FAILED : Check.Result.PASSED,
            trial ? "on trial" : "not on trial",
            trial ? "a trial tenant cannot have policies of its own" : ""));
  }

  /**
   * @param approvers of the tenant
   * @return whether there are enough
   */
  public static Check approvers(List<Approver> approvers) {
    String names =
        String.join(", ", approvers.stream().map(each -> each.subject().value()).toList());
    return declared(
        "approvers",
        approvers.size() >= LEAST_APPROVERS,
        approvers.size() + (names.isEmpty() ? "" : ": " + names),
        "enrol at least " + LEAST_APPROVERS + " approvers (ck approver add)");
  }

  private static Check different(
      String id, String word, Declarations declared, Function<Declaration, Optional<Name>> value) {
    Optional<Name> one = value.apply(declared.first());
    Optional<Name> other = value.apply(declared.second());
    if (one.isEmpty() || other.isEmpty()) {
      return declared(
          id, false, "not declared", "declare " + word + "1 and " + word + "2 (--declare)");
    }
    return declared(
        id,
        !one.get().value().equalsIgnoreCase(other.get().value()),
        one.get() + ", " + other.get(),
        "the two vaults must be in two different " + id);
  }

  private static Check paid(Declarations declared) {
    Optional<Boolean> one = declared.first().paid();
    Optional<Boolean> other = declared.second().paid();
    if (one.isEmpty() || other.isEmpty()) {
      return declared(
          "paid_subscriptions", false, "not declared", "declare paid1 and paid2 (--declare)");
    }
    return declared(
        "paid_subscriptions",
        one.get() && other.get(),
        one.get() + ", " + other.get(),
        "a free, trial, sponsored or development subscription can end, and its vault with it");
  }

  private static Check declared(String id, boolean good, String observed, String advice) {
    return good
        ? new Check(id, Check.ALL, Check.Result.DECLARED, observed, "")
        : new Check(id, Check.ALL, Check.Result.FAILED, observed, advice);
  }

  /**
   * @param trial whether the tenant is on trial
   * @param newest validation of the keys that the tenant is to be enabled with
   * @param longest age of it
   * @param now wall clock
   * @throws RefusedException TRIAL_TENANT or NOT_VALIDATED
   */
  public static void requireValidated(
      boolean trial, Optional<Validation> newest, Duration longest, Instant now) {
    if (trial) {
      throw RefusedException.of(
          Refusal.TRIAL_TENANT, "tenant", "a trial tenant cannot have policies of its own");
    }
    if (newest.isEmpty()) {
      throw refusal("these two keys were never validated");
    }
    Validation validation = newest.get();
    if (!validation.passed()) {
      long bad = validation.checks().stream().filter(check -> !check.result().isGood()).count();
      throw refusal("validation " + validation.id() + ": " + bad + " checks did not pass");
    }
    if (validation.at().plus(longest).isBefore(now)) {
      throw refusal("validation " + validation.id() + " is older than " + longest);
    }
  }

  private static RefusedException refusal(String message) {
    return RefusedException.of(Refusal.NOT_VALIDATED, "keys", message);
  }
}
