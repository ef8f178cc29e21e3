package io.customerkey.encryptor.fake;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.TenantId;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A mailbox or site of a new tenant, with a policy, who may use it, and the peers that the service
 * under test sees, as they are new.
 *
 * @param <I> its id
 * @param <W> a workload: a caller of the service under test
 */
public abstract class OneObject<I extends Identifier, W> {
  private final TenantId tenant = TenantId.random(Ids.RANDOM);
  private final Peers peers;
  private final Function<RandomGenerator, I> made;
  private final BiFunction<TenantId, Integer, W> caller;
  private final Policies.Policy policy;
  private final I id;

  /**
   * @param made makes an id
   * @param caller makes a workload of a tenant, at a port
   */
  protected OneObject(
      Peers peers, Function<RandomGenerator, I> made, BiFunction<TenantId, Integer, W> caller) {
    this.peers = peers;
    this.made = made;
    this.caller = caller;
    reset();
    policy = peers.policies.create(tenant);
    id = another();
  }

  /** Peers that answer as if nothing was asked of them before. */
  public final void reset() {
    peers.keyUnwrap.reset();
    peers.assignments.down(false);
  }

  public final I id() {
    return id;
  }

  /** A further one of the same tenant and policy. */
  public final I another() {
    I further = made.apply(Ids.RANDOM);
    assignments().assign(further, policy, 1);
    return further;
  }

  public final W workload() {
    return caller.apply(tenant, port());
  }

  /** A workload of another tenant. */
  public final W stranger() {
    return caller.apply(TenantId.random(Ids.RANDOM), port());
  }

  public final TenantId tenant() {
    return tenant;
  }

  public final Policies.Policy policy() {
    return policy;
  }

  public final Policies policies() {
    return peers.policies;
  }

  public final FakeKeyUnwrap keyUnwrap() {
    return peers.keyUnwrap;
  }

  public final FakeAssignments assignments() {
    return peers.assignments;
  }

  /** Where the service is, and its peers. */
  public final int port() {
    return peers.port;
  }
}
