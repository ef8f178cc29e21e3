package io.customerkey.unwrap.fleet;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Carries drops to the encryptors attached to this instance, and their acknowledgements back. Who
 * attaches anew is told again of every drop whose leases may still run.
 */
public final class Attachments {
  /** How long what was dropped may live on under a lease. */
  public static final Duration LEASES = Duration.ofMinutes(5);

  private final ConcurrentHashMap<InstanceId, Attachment> attached = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<PolicyId, Told> recent = new ConcurrentHashMap<>();
  private final PolicyKeyCache cache;
  private final Registry registry;
  private final Acknowledgements acknowledgements;
  private final InstanceId self;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Consumer<Throwable> trouble;

  private record Told(Notice notice, Instant at) {}

  /**
   * @param cache dropped first
   * @param registry of live instances
   * @param acknowledgements of drops
   * @param self this instance
   * @param random makes notice ids
   * @param clocks both clocks
   * @param trouble hears of what could not be written
   */
  public Attachments(
      PolicyKeyCache cache,
      Registry registry,
      Acknowledgements acknowledgements,
      InstanceId self,
      RandomGenerator random,
      Clocks clocks,
      Consumer<Throwable> trouble) {
    this.cache = cache;
    this.registry = registry;
    this.acknowledgements = acknowledgements;
    this.self = self;
    this.random = random;
    this.clocks = clocks;
    this.trouble = trouble;
  }

  /**
   * Drops what this instance holds and tells those attached to it.
   *
   * @param raised a policy's epoch
   */
  public void drop(EpochRaised raised) {
    cache.drop(raised.policy(), raised.epoch());
    tell(raised);
    written(acknowledgements.acknowledge(self, raised.policy(), raised.epoch()));
  }

  /**
   * Tells those attached to this instance of a drop from before it began: leases may still run.
   *
   * @param raised a policy's epoch
   */
  public void remember(EpochRaised raised) {
    if (raised.epoch() > 0) {
      tell(raised);
    }
  }

  private void tell(EpochRaised raised) {
    if (raised.cause() != EpochRaised.Cause.RESTORED) {
      var notice = new Notice(Id128.random(random), raised);
      recent.put(raised.policy(), new Told(notice, clocks.wall().instant()));
      attached.values().forEach(attachment -> attachment.send(notice));
    }
  }

  /**
   * @param instance that registers
   * @param service its service
   * @param attachment its stream
   * @return nothing, once it is registered and was told what it may have missed; a stream that
   *     ended meanwhile is detached again
   */
  public Uni<Void> attach(InstanceId instance, String service, Attachment attachment) {
    return registry
        .attached(instance, service, self)
        .invoke(() -> {
          attached.put(instance, attachment);
          Instant oldest = clocks.wall().instant().minus(LEASES);
          recent.values().removeIf(told -> told.at().isBefore(oldest));
          recent.values().forEach(told -> attachment.send(told.notice()));
          if (!attachment.isOpen()) {
            detach(instance, attachment, false);
          }
        });
  }

  /**
   * @param instance that acknowledges
   * @param notice its id
   * @param epoch that it names
   */
  public void acknowledge(InstanceId instance, Id128 notice, long epoch) {
    for (Map.Entry<PolicyId, Told> entry : recent.entrySet()) {
      Notice told = entry.getValue().notice();
      if (told.id().equals(notice) && epoch >= told.raised().epoch()) {
        written(acknowledgements.acknowledge(instance, entry.getKey(), told.raised().epoch()));
      }
    }
  }

  /**
   * @param instance whose stream ended
   * @param attachment its stream
   * @param goodbye whether it said so itself; otherwise its leases run on
   */
  public void detach(InstanceId instance, Attachment attachment, boolean goodbye) {
    if (attached.remove(instance, attachment)) {
      written(registry.left(instance, self, goodbye));
    }
  }

  /** Says to every attached instance that its stream lives. */
  public void heartbeat() {
    List.copyOf(attached.values()).forEach(Attachment::heartbeat);
  }

  private void written(Uni<Void> writing) {
    writing.subscribe().with(done -> {}, trouble);
  }
}
