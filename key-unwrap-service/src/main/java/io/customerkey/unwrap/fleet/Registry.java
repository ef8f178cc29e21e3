package io.customerkey.unwrap.fleet;

import io.customerkey.crypto.id.InstanceId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * The registry of live instances, in the database: of this service, and of the encryptors while any
 * lease they hold may run.
 */
public interface Registry {
  /**
   * @param self this instance; it and what is attached to it live
   * @return nothing, once that is written
   */
  Uni<Void> beat(InstanceId self);

  /**
   * @param instance of an encryptor
   * @param service its service
   * @param to this instance
   * @return nothing, once that is written
   */
  Uni<Void> attached(InstanceId instance, String service, InstanceId to);

  /**
   * @param instance of an encryptor whose stream ended; or this instance, which ends
   * @param from this instance; if it is attached to another meanwhile nothing changes
   * @param goodbye whether it said so itself, and so holds nothing any more; otherwise it lives
   *     until its leases end
   * @return nothing, once that is written
   */
  Uni<Void> left(InstanceId instance, InstanceId from, boolean goodbye);

  /**
   * @return who may hold keys now
   */
  Uni<List<Live>> live();

  /**
   * An instance that may hold keys.
   *
   * @param service its service
   * @param attached whether a drop reaches it at once
   * @param leasesEnd when the last lease it may hold has ended
   */
  record Live(String service, boolean attached, Instant leasesEnd) {}
}
