package io.customerkey.unwrap.assembly;

import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.policykey.Usage;
import io.customerkey.unwrap.policykey.Warmup;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Warms after the start, and remembers what served for the next one. */
@ApplicationScoped
public class Warming {
  private static final Logger LOG = Logger.getLogger(Warming.class);

  /** After {@link Pulse}, which reads the records. */
  private static final int AFTER = Interceptor.Priority.APPLICATION + 1_000;

  private final Warmup warmup;
  private final Usage usage;

  Warming(Warmup warmup, Usage usage, PolicyKeyCache cache, MeterRegistry meters) {
    this.warmup = warmup;
    this.usage = usage;
    meters.gauge("customerkey_policy_keys_cached", cache, PolicyKeyCache::size);
    meters.gauge("customerkey_policy_keys_to_warm", warmup, Warmup::left);
  }

  void start(@Observes @Priority(AFTER) StartupEvent event) {
    usage
        .begin()
        .onFailure()
        .invoke(failure -> LOG.warnf("what served before is not known: %s", Trace.of(failure)))
        .onFailure()
        .recoverWithNull()
        .chain(warmup::run)
        .subscribe()
        .with(
            warm -> LOG.info("all policies are warm, or were tried"),
            failure -> LOG.warnf("policies are not warmed: %s", Trace.of(failure)));
  }

  @Scheduled(every = "60s", delayed = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> remember() {
    return usage
        .write()
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("uses of policy keys are not written: %s", Trace.of(failure));
          return Uni.createFrom().voidItem();
        });
  }
}
