package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.crypto.key.KeyWrapperClosedException;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.RewrappedKeys;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.policy.GenerationState;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.RewrapOrder;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Moves keys from one policy key to another by an order (rules, section 7). The plain keys never
 * leave, what was wrapped is opened again before the answer, and before the first batch of an order
 * every copy of the target is opened and compared.
 */
public final class Rewrapping {
  private final Flights<OrderId, Boolean> proofs = new Flights<>();
  private final Set<OrderId> proven = ConcurrentHashMap.newKeySet();
  private final PolicyKeys keys;
  private final Proof proof;
  private final Claims claims;
  private final VerdictBoard board;
  private final RandomGenerator random;

  /**
   * @param keys opens both policy keys
   * @param proof of the target's copies
   * @param claims remembers what was proven
   * @param board states of policies
   * @param random makes nonces
   */
  public Rewrapping(
      PolicyKeys keys, Proof proof, Claims claims, VerdictBoard board, RandomGenerator random) {
    this.keys = keys;
    this.proof = proof;
    this.claims = claims;
    this.board = board;
    this.random = random;
  }

  /**
   * @param order believed and valid now
   * @param source newest record of the source
   * @param target newest record of the target
   * @param batch wrapped under the source
   * @param wanted REENCRYPTION, with the order
   * @param check fails once nobody waits; asked again after everything that takes time
   * @return the same keys under the target
   */
  public Uni<RewrappedKeys> rewrap(
      RewrapOrder order,
      PolicyRecord source,
      PolicyRecord target,
      PackedKeys batch,
      Wanted wanted,
      Runnable check) {
    requireStates(order);
    return requireProven(order.id(), target, wanted.caller())
        .invoke(check)
        .chain(() -> keys.acquire(source, wanted))
        .invoke(check)
        .chain(from ->
            keys.acquire(target, wanted).invoke(check).map(to -> move(order, batch, from, to)));
  }

  private RewrappedKeys move(RewrapOrder order, PackedKeys batch, Grant from, Grant to) {
    try {
      return from.key().wrapper().rewrapAll(order.kind(), batch, to.key().wrapper(), random);
    } catch (KeyWrapperClosedException closed) {
      throw RefusedException.of(Reason.OVERLOADED, "the policy's keys were just dropped");
    }
  }

  private Uni<Boolean> requireProven(OrderId order, PolicyRecord target, Caller caller) {
    if (proven.contains(order)) {
      return Uni.createFrom().item(true);
    }
    return proofs
        .join(
            order,
            () -> claims.isProven(order).chain(done -> done ? yes() : prove(order, target, caller)))
        .invoke(() -> proven.add(order));
  }

  private Uni<Boolean> prove(OrderId order, PolicyRecord target, Caller caller) {
    return proof.prove(target, caller).chain(() -> claims.proven(order)).replaceWith(true);
  }

  private static Uni<Boolean> yes() {
    return Uni.createFrom().item(true);
  }

  private void requireStates(RewrapOrder order) {
    Standing source = board.standing(order.source().policy());
    if (source.is(PolicyState.PURGE_REQUESTED)) {
      throw RefusedException.of(Reason.POLICY_NOT_ACTIVE, "the source is requested to be purged");
    }
    Standing target = board.standing(order.target().policy());
    requireTakesNew(target, order.target().generation());
    if (target.isRecovering()) {
      throw RefusedException.of(Reason.POLICY_NOT_ACTIVE, "the target is being recovered");
    }
  }

  /**
   * @param standing of a policy
   * @param generation that would be referred to anew
   * @throws RefusedException POLICY_NOT_ACTIVE or POLICY_DRAINING
   */
  public static void requireTakesNew(Standing standing, GenerationId generation) {
    if (standing.is(PolicyState.DRAINING)
        || standing.generation(generation).filter(GenerationState.DRAINING::equals).isPresent()) {
      throw RefusedException.of(Reason.POLICY_DRAINING, "the generation takes no new references");
    }
    boolean active = standing.is(PolicyState.ACTIVE) || standing.isRecovering();
    boolean retired =
        standing.generation(generation).filter(GenerationState.RETIRED::equals).isPresent();
    if (!active || retired) {
      throw RefusedException.of(
          Reason.POLICY_NOT_ACTIVE, "the policy is not known to be active here");
    }
  }
}
