package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyInspection;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.OnboardingRules;
import io.customerkey.dep.onboarding.ValidationId;
import io.customerkey.dep.posture.Finding.About;
import io.customerkey.dep.posture.PostureRules.Seen;
import io.customerkey.dep.posture.Postures.Due;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A look at a tenant's approvers and at its keys, a few pairs at once. */
final class PostureLook {
  /** All that a tenant may have, fifty for each workload, at 20 s each are seen in 500 s. */
  private static final int PAIRS_AT_ONCE = 4;

  private final Approvers approvers;
  private final KeyInspection inspection;
  private final RandomGenerator random;
  private final Duration limit;

  /**
   * @param approvers are counted
   * @param inspection looks at keys
   * @param random names each inspection
   * @param limit of the time that all takes
   */
  PostureLook(
      Approvers approvers, KeyInspection inspection, RandomGenerator random, Duration limit) {
    this.approvers = approvers;
    this.inspection = inspection;
    this.random = random;
    this.limit = limit;
  }

  /**
   * @param tenant whose
   * @param due what is to be looked at
   * @return what was seen, in the order of the pairs; fails with DEPENDENCY_UNAVAILABLE where not
   *     all was seen in time
   */
  Uni<List<Seen>> at(Tenant tenant, Due due) {
    Uni<List<Seen>> all =
        approvers
            .list(tenant.id())
            .map(enrolled -> about("", OnboardingRules.approvers(enrolled)))
            .flatMap(first -> keys(tenant, due).map(others -> all(first, others)))
            .ifNoItem()
            .after(limit)
            .failWith(() ->
                CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                    "not all keys were seen in time"));
    return OwnContext.backHere(all);
  }

  private Uni<List<List<Seen>>> keys(Tenant tenant, Due due) {
    List<Uni<List<Seen>>> looks =
        due.pairs().stream()
            .map(pair -> Uni.createFrom().deferred(() -> inspect(tenant, due, pair)))
            .toList();
    return looks.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Uni.join().all(looks).usingConcurrencyOf(PAIRS_AT_ONCE).andFailFast();
  }

  private Uni<List<Seen>> inspect(Tenant tenant, Due due, KeyPair pair) {
    var look =
        new KeyInspection.Look(
            new ValidationId(Id128.random(random)),
            tenant.id(),
            tenant.directory(),
            pair,
            due.profile());
    return inspection
        .inspect(look, RequestId.random(random))
        .map(checks -> checks.stream().map(check -> about(key(pair, check), check)).toList());
  }

  private static List<Seen> all(Seen first, List<List<Seen>> others) {
    List<Seen> seen = new ArrayList<>(List.of(first));
    others.forEach(seen::addAll);
    return seen;
  }

  private static String key(KeyPair pair, Check check) {
    return check.slot() == Check.ALL ? "" : pair.keys().get(check.slot() - 1).value();
  }

  private static Seen about(String key, Check check) {
    return new Seen(new About(key, check.id()), check);
  }
}
