package io.customerkey.unwrap.budget;

import io.customerkey.unwrap.budget.Lane.Waiter;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.time.Pause;
import io.customerkey.unwrap.vault.VaultHost;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps this instance below every vault's limits. Calls that somebody waits for, requests and
 * probes, come first and wait a bounded time in a queue of bounded length; warming and refreshing
 * only use what is spare, at most half.
 */
public final class VaultBudgets {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration LATER = Duration.ofSeconds(1);

  /** Guards itself and all that waits. */
  private final Map<VaultHost, Lane> lanes = new HashMap<>();

  private final List<Background> background = new ArrayList<>();
  private int queued;
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final VaultLimits limits;
  private final Clocks clocks;
  private final Pause pause;

  private record Background(UniEmitter<? super Permit> emitter, Set<VaultHost> hosts) {}

  /**
   * @param limits of each vault
   * @param clocks both clocks
   * @param pause lets time pass while calls wait
   */
  public VaultBudgets(VaultLimits limits, Clocks clocks, Pause pause) {
    this.limits = limits;
    this.clocks = clocks;
    this.pause = pause;
  }

  /**
   * For a call that somebody waits for.
   *
   * @param host the vault
   * @param bits of the key, 0 while that is not known
   * @return a permit, to be given back; fails with OVERLOADED if it would take too long
   */
  public Uni<Permit> take(VaultHost host, int bits) {
    int cost = VaultLimits.cost(bits);
    return Uni.createFrom()
        .emitter(emitter -> {
          long now = now();
          boolean waits = false;
          boolean granted;
          var call = new Call(host);
          var waiter = new Waiter(emitter, cost, now + limits.patience().toNanos());
          synchronized (lanes) {
            Lane lane = lane(host);
            granted = lane.waiting().isEmpty() && lane.fits(cost, now);
            if (granted) {
              lane.start(call, cost, now);
            } else if (lane.waiting().size() < limits.waiting()) {
              lane.waiting().add(waiter);
              queued++;
              waits = true;
            }
          }
          if (granted) {
            emitter.complete(call);
          } else if (waits) {
            emitter.onTermination(() -> leave(host, waiter));
            tick();
          } else {
            emitter.fail(overloaded(host));
          }
        });
  }

  /**
   * For calls that nobody waits for.
   *
   * @param hosts the vaults that may be called
   * @return leave to call {@link #take}, to be given back; waits as long as others come first
   */
  public Uni<Permit> spare(Set<VaultHost> hosts) {
    return Uni.createFrom()
        .emitter(emitter -> {
          var waiter = new Background(emitter, Set.copyOf(hosts));
          synchronized (lanes) {
            background.add(waiter);
          }
          emitter.onTermination(() -> {
            synchronized (lanes) {
              background.remove(waiter);
            }
          });
          serve();
        });
  }

  private void leave(VaultHost host, Waiter waiter) {
    synchronized (lanes) {
      if (lane(host).waiting().remove(waiter)) {
        queued--;
      }
    }
  }

  private void tick() {
    if (ticking.compareAndSet(false, true)) {
      pause
          .of(TICK)
          .subscribe()
          .with(
              passed -> {
                ticking.set(false);
                serve();
              },
              failure -> ticking.set(false));
    }
  }

  private void serve() {
    List<Runnable> news = new ArrayList<>();
    boolean waiting;
    synchronized (lanes) {
      long now = now();
      if (queued > 0) {
        lanes.forEach((host, lane) -> serve(host, lane, now, news));
      }
      serveBackground(now, news);
      waiting = queued > 0 || !background.isEmpty();
    }
    news.forEach(Runnable::run);
    if (waiting) {
      tick();
    }
  }

  private void serve(VaultHost host, Lane lane, long now, List<Runnable> news) {
    Waiter next = lane.waiting().peek();
    while (next != null) {
      UniEmitter<? super Permit> emitter = next.emitter();
      if (lane.fits(next.cost(), now)) {
        var call = new Call(host);
        lane.start(call, next.cost(), now);
        news.add(() -> emitter.complete(call));
      } else if (now >= next.until()) {
        news.add(() -> emitter.fail(overloaded(host)));
      } else {
        return;
      }
      lane.waiting().remove();
      queued--;
      next = lane.waiting().peek();
    }
  }

  private void serveBackground(long now, List<Runnable> news) {
    for (Iterator<Background> all = background.iterator(); all.hasNext(); ) {
      Background next = all.next();
      if (next.hosts().stream().allMatch(host -> lane(host).hasSpare(now))) {
        next.hosts().forEach(host -> lane(host).startBackground());
        all.remove();
        news.add(() -> next.emitter().complete(new Spare(next.hosts())));
      }
    }
  }

  private Lane lane(VaultHost host) {
    return lanes.computeIfAbsent(host, vault -> new Lane(limits));
  }

  private long now() {
    return clocks.nanos().getAsLong();
  }

  private static RefusedException overloaded(VaultHost host) {
    return RefusedException.of(Reason.OVERLOADED, "too many calls wait for a vault")
        .with("vault", host.value())
        .retryAfter(LATER);
  }

  /** A call under way. */
  private final class Call implements Permit {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final VaultHost host;

    Call(VaultHost host) {
      this.host = host;
    }

    @Override
    public void close() {
      if (ended.compareAndSet(false, true)) {
        synchronized (lanes) {
          lane(host).end(this);
        }
        serve();
      }
    }
  }

  /** Leave for calls that nobody waits for. */
  private final class Spare implements Permit {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Set<VaultHost> hosts;

    Spare(Set<VaultHost> hosts) {
      this.hosts = hosts;
    }

    @Override
    public void close() {
      if (ended.compareAndSet(false, true)) {
        synchronized (lanes) {
          hosts.forEach(host -> lane(host).endBackground());
        }
        serve();
      }
    }
  }
}
