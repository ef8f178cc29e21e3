package io.customerkey.encryptor.assembly;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.failure.Trace;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Runs by the clock, told in the log: what they did, if anything, and why they failed. */
public final class Told {
  private static final Logger LOG = Logger.getLogger(Told.class);

  private Told() {}

  /**
   * @param what the run is, for the log
   * @param run answers how many it has handled
   * @return never fails: the next run begins anew
   */
  public static Uni<Void> run(String what, Uni<Integer> run) {
    return run.invoke(
            count -> {
              if (count > 0) {
                LOG.infof("%s: %d", what, count);
              }
            })
        .onFailure()
        .invoke(failure ->
            LOG.warnf(
                "%s failed: %s",
                what,
                failure instanceof CustomerKeyException known
                    ? known.reasonName()
                    : Trace.of(failure)))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }
}
