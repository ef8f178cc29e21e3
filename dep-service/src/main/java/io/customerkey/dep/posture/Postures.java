package io.customerkey.dep.posture;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.Profile;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which tenants' keys are looked at when, and what was found. */
public interface Postures {
  /**
   * Takes the tenant that is most overdue, so that no other instance looks at its keys until then.
   *
   * @param until when another may, if this one dies
   * @return what to look at; empty: nothing is due
   */
  Uni<Optional<Due>> take(Instant until);

  /**
   * Writes what was seen, tells of what came and went, and says when to look again.
   *
   * @return what changed
   */
  Uni<PostureRules.Outcome> record(
      TenantId tenant, List<PostureRules.Seen> seen, Instant at, Instant next);

  /** All findings, the oldest first; fails with NOT_FOUND, field {@code tenant}. */
  Uni<List<Finding>> list(TenantId tenant);

  /**
   * A tenant whose keys are to be looked at.
   *
   * @param tenant whose
   * @param profile it was enabled with
   * @param pairs of its policies that are in use, each once, as they are pinned
   */
  record Due(TenantId tenant, Profile profile, List<KeyPair> pairs) {
    /** Copies the pairs. */
    public Due {
      pairs = List.copyOf(pairs);
    }
  }
}
