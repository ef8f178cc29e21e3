package io.customerkey.dep.simulation;

import io.customerkey.dep.simulation.DenialForesight.Effect;
import io.customerkey.dep.simulation.DenialForesight.Foreseen;
import io.customerkey.dep.simulation.Touches.Stalled;
import java.util.List;
import java.util.Optional;

/**
 * What an act would do.
 *
 * @param act what is done
 * @param policies that it touches, the one it was asked for first
 * @param stalled work that would wait
 * @param foreseen when, and who may hold keys
 */
public record Simulation(Act act, List<Outcome> policies, Stalled stalled, Foreseen foreseen) {
  private static final String USER_READ = "USER_READ";
  private static final String REFUSED = "refused";

  /** Copies the policies. */
  public Simulation {
    policies = List.copyOf(policies);
  }

  /** What becomes of a policy. */
  public enum Fate {
    /** No user reads any more. */
    DARK,
    /** The other key goes on alone, or the availability key does. */
    ONE_KEY_LEFT,
    /** Its policy key is wrapped anew; nothing under it is touched. */
    REWRAPPED,
    /** It stays on the old versions, which must stay enabled for it. */
    KEEPS_OLD_VERSIONS,
    /** key-unwrap-service does not know it yet: nothing reads under it. */
    UNKNOWN
  }

  /**
   * A policy and what becomes of it.
   *
   * @param touched the policy
   * @param fate in a word
   * @param effect by the decision table
   */
  public record Outcome(Touched touched, Fate fate, Optional<Effect> effect) {}

  /**
   * @param act what is done
   * @param isTarget whether it was asked for this policy
   * @param touched the policy
   * @param effect what key-unwrap-service foresees, if it knows the policy
   * @return what becomes of it
   */
  public static Outcome outcome(
      Act act, boolean isTarget, Touched touched, Optional<Effect> effect) {
    if (!act.denies()) {
      return new Outcome(touched, isTarget ? Fate.REWRAPPED : Fate.KEEPS_OLD_VERSIONS, effect);
    }
    Fate fate =
        effect.map(seen -> isDark(seen) ? Fate.DARK : Fate.ONE_KEY_LEFT).orElse(Fate.UNKNOWN);
    return new Outcome(touched, fate, effect);
  }

  /**
   * @param effect what a policy would meet
   * @return whether users would be refused
   */
  public static boolean isDark(Effect effect) {
    return effect.uses().stream()
        .anyMatch(use -> use.purpose().equals(USER_READ) && use.decision().equals(REFUSED));
  }
}
