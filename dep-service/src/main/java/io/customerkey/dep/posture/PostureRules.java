package io.customerkey.dep.posture;

import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.posture.Finding.About;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of findings when the keys were looked at again. What could not be seen changes
 * nothing: an outage neither raises a finding nor clears one.
 */
public final class PostureRules {
  private PostureRules() {}

  /**
   * A check and what it is about.
   *
   * @param about which key, and what of it
   * @param check how it ended now
   */
  public record Seen(About about, Check check) {}

  /**
   * What changes.
   *
   * @param now every finding there is from now on
   * @param raised of those, the ones that are new
   * @param cleared those that are gone
   */
  public record Outcome(List<Finding> now, List<Finding> raised, List<Finding> cleared) {
    /** Copies the lists. */
    public Outcome {
      now = List.copyOf(now);
      raised = List.copyOf(raised);
      cleared = List.copyOf(cleared);
    }

    /** Whether anybody must be told. */
    public boolean isNews() {
      return !raised.isEmpty() || !cleared.isEmpty();
    }
  }

  /**
   * @param before findings that there were
   * @param seen every check that was made of every key in use; findings about what was not looked
   *     at any more are gone
   * @param at when
   * @return what changes
   */
  public static Outcome compare(Collection<Finding> before, List<Seen> seen, Instant at) {
    Map<About, Finding> known = new LinkedHashMap<>();
    before.forEach(finding -> known.put(finding.about(), finding));
    Map<About, Seen> once = new LinkedHashMap<>();
    seen.forEach(each -> once.merge(each.about(), each, PostureRules::worse));
    List<Finding> now = new ArrayList<>();
    List<Finding> raised = new ArrayList<>();
    for (Seen each : once.values()) {
      Finding old = known.get(each.about());
      switch (each.check().result()) {
        case PASSED, DECLARED -> {}
        case UNKNOWN -> {
          if (old != null) {
            now.add(old);
            known.remove(each.about());
          }
        }
        case FAILED -> {
          Finding finding = found(each, old == null ? at : old.found(), at);
          now.add(finding);
          if (old == null) {
            raised.add(finding);
          }
          known.remove(each.about());
        }
      }
    }
    return new Outcome(now, raised, List.copyOf(known.values()));
  }

  /** What is about a tenant is seen once for each of its pairs: one failure is a failure. */
  private static Seen worse(Seen one, Seen other) {
    return badness(other) > badness(one) ? other : one;
  }

  private static int badness(Seen seen) {
    return switch (seen.check().result()) {
      case PASSED, DECLARED -> 0;
      case UNKNOWN -> 1;
      case FAILED -> 2;
    };
  }

  private static Finding found(Seen seen, Instant first, Instant at) {
    return new Finding(seen.about(), seen.check().observed(), seen.check().advice(), first, at);
  }
}
