package io.customerkey.dep.webhook;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up on threads of its own, so that name servers that do not answer hold nothing else.
 * A name that is being looked up is not looked up a second time meanwhile.
 */
final class Lookups {
  /** Names that may wait for a thread. */
  static final int WAITING = 128;

  private static final long IDLE_SECONDS = 30;

  private final Map<String, Uni<List<InetAddress>>> running = new ConcurrentHashMap<>();
  private final Names names;
  private final ThreadPoolExecutor threads;

  /**
   * @param names resolves
   * @param atOnce how many names are looked up at the same time
   */
  Lookups(Names names, int atOnce) {
    this.names = names;
    this.threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * @param host a name
   * @return all addresses; fails with {@link UnknownHostException}, or {@link
   *     java.util.concurrent.RejectedExecutionException} where too many wait
   */
  Uni<List<InetAddress>> of(String host) {
    return Uni.createFrom().deferred(() -> running.computeIfAbsent(host, this::lookup));
  }

  private Uni<List<InetAddress>> lookup(String host) {
    return Uni.createFrom()
        .<List<InetAddress>>emitter(emitter -> {
          try {
            emitter.complete(names.of(host));
          } catch (UnknownHostException unknown) {
            emitter.fail(unknown);
          }
        })
        .runSubscriptionOn(threads)
        .onTermination()
        .invoke(() -> running.remove(host))
        .memoize()
        .indefinitely();
  }
}
