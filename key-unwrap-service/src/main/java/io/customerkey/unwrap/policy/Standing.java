package io.customerkey.unwrap.policy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.unwrap.rules.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the rules need of a policy's settings. While no settings are known the defaults hold for
 * reads, and nothing new begins.
 *
 * @param settings the newest known, if any
 * @param learnt when this process learnt of them
 */
public record Standing(Optional<PolicySettings> settings, Optional<Moment> learnt) {
  /** No settings are known. */
  public static final Standing UNKNOWN = new Standing(Optional.empty());

  /**
   * @param settings learnt at no particular moment: a suspension in them ends by the wall clock
   */
  public Standing(Optional<PolicySettings> settings) {
    this(settings, Optional.empty());
  }

  /**
   * @return whether system actions stop too on a denial
   */
  public boolean strict() {
    return settings.map(PolicySettings::strict).orElse(false);
  }

  /**
   * @return whether one denied and one unavailable counts as unavailable, for cached keys and user
   *     actions
   */
  public boolean fallback() {
    return settings.map(PolicySettings::fallback).orElse(false);
  }

  /**
   * @return how long a cached key may serve while both vaults are unreachable
   */
  public Duration outageGrace() {
    return settings.map(PolicySettings::outageGrace).orElse(PolicySettings.DEFAULT_GRACE);
  }

  /**
   * @return how often the customer keys are probed
   */
  public Duration probeInterval() {
    return settings
        .map(PolicySettings::probeInterval)
        .orElse(PolicySettings.DEFAULT_PROBE_INTERVAL);
  }

  /**
   * A suspension ends only when both clocks say so; of the time before this process learnt of it
   * only the wall clock knows.
   *
   * @param now both clocks
   * @return whether the kill switch is on
   */
  public boolean isSuspended(Moment now) {
    return settings
        .flatMap(PolicySettings::suspendedUntil)
        .map(until -> now.wall().isBefore(until) || !isOver(until, now))
        .orElse(false);
  }

  private boolean isOver(Instant until, Moment now) {
    return learnt
        .map(then ->
            Duration.ofNanos(now.nanos() - then.nanos())
                    .compareTo(Duration.between(then.wall(), until))
                >= 0)
        .orElse(true);
  }

  /**
   * @return whether the tenant ordered a recovery
   */
  public boolean isRecovering() {
    return is(PolicyState.RECOVERING);
  }

  /**
   * @return whether the availability key is destroyed
   */
  public boolean isPurged() {
    return is(PolicyState.PURGED);
  }

  /**
   * @param state a state
   * @return whether the policy is known to be in it
   */
  public boolean is(PolicyState state) {
    return settings.map(s -> s.state() == state).orElse(false);
  }

  /**
   * @param generation of the policy
   * @return its state, if known
   */
  public Optional<GenerationState> generation(GenerationId generation) {
    return settings.flatMap(s -> Optional.ofNullable(s.generations().get(generation)));
  }
}
