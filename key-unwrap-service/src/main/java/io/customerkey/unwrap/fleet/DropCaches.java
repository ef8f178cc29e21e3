package io.customerkey.unwrap.fleet;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Drops a policy's keys in every instance, and says who has acknowledged. */
public final class DropCaches {
  private static final Duration BETWEEN_COUNTS = Duration.ofMillis(100);

  private final SharedVerdicts shared;
  private final Acknowledgements acknowledgements;
  private final VerdictBoard board;
  private final Clocks clocks;

  /**
   * Who acknowledged.
   *
   * @param count live instances, and those that did
   * @param leasesEnd every lease of the others has ended by then; empty where all acknowledged
   * @param epoch of the policy from now on
   */
  public record Dropped(Acknowledgements.Count count, Optional<Instant> leasesEnd, long epoch) {}

  /**
   * @param shared raises the epoch
   * @param acknowledgements are counted
   * @param board tells this instance
   * @param clocks both clocks
   */
  public DropCaches(
      SharedVerdicts shared, Acknowledgements acknowledgements, VerdictBoard board, Clocks clocks) {
    this.shared = shared;
    this.acknowledgements = acknowledgements;
    this.board = board;
    this.clocks = clocks;
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @param wait how long to collect acknowledgements
   * @return who acknowledged; fails with NOT_FOUND
   */
  public Uni<Dropped> drop(TenantId tenant, PolicyId policy, Duration wait) {
    return shared
        .raise(tenant, policy, EpochRaised.Cause.DROP_CACHES)
        .map(raised ->
            raised.orElseThrow(() ->
                RefusedException.of(Reason.NOT_FOUND, "the policy is not known here")
                    .with("field", "policy_id")))
        .invoke(board::raise)
        .chain(raised -> acknowledged(policy, wait));
  }

  /**
   * @param policy whose epoch was raised, as this instance knows
   * @param wait how long to collect acknowledgements
   * @return who acknowledged
   */
  public Uni<Dropped> acknowledged(PolicyId policy, Duration wait) {
    long epoch = board.epoch(policy);
    Moment began = clocks.now();
    return Multi.createBy()
        .repeating()
        .uni(() -> acknowledgements.count(policy, epoch))
        .withDelay(BETWEEN_COUNTS)
        .until(count -> false)
        .select()
        .first(count -> !count.isComplete() && !isOver(began, wait))
        .collect()
        .last()
        .chain(() -> acknowledgements.count(policy, epoch))
        .map(count -> new Dropped(count, leasesEnd(count, began.wall()), epoch));
  }

  private boolean isOver(Moment began, Duration wait) {
    Duration left = began.left(wait, clocks.now());
    return left.isNegative() || left.isZero();
  }

  private static Optional<Instant> leasesEnd(Acknowledgements.Count count, Instant began) {
    return count.isComplete() ? Optional.empty() : Optional.of(began.plus(Attachments.LEASES));
  }
}
