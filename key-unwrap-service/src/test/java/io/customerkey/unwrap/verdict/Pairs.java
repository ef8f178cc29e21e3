package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultHost;
import java.time.Instant;
import java.util.Optional;

/** A pair of keys for tests, and attempts at it in the order of their numbers. */
public final class Pairs {
  /** When every story begins. */
  public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  /** One key. */
  public static final KeyUri A = key("a.vault.azure.net");

  /** The other. */
  public static final KeyUri B = key("b.vault.azure.net");

  private PairState state = PairState.unknown(A, B);
  private long number;
  private final boolean fallback;
  private boolean brake;

  /**
   * @param fallback as the tenant chose
   */
  public Pairs(boolean fallback) {
    this.fallback = fallback;
  }

  /**
   * @param on whether the brake holds denials from now on
   * @return this
   */
  public Pairs brake(boolean on) {
    brake = on;
    return this;
  }

  /**
   * @param key asked
   * @param outcome of it
   * @param seconds after the start
   * @return this, having learnt
   */
  public Pairs at(KeyUri key, Outcome outcome, long seconds) {
    Instant when = START.plusSeconds(seconds);
    number++;
    state =
        state.after(
            new AttemptResult(key, number, outcome, when),
            Confirmation.DEFAULT,
            fallback,
            brake,
            when);
    return this;
  }

  /**
   * @param outcome of both keys
   * @param seconds after the start
   * @return this, having learnt
   */
  public Pairs both(Outcome outcome, long seconds) {
    return at(A, outcome, seconds).at(B, outcome, seconds);
  }

  /**
   * @param key asked
   * @param late number of the attempt
   * @param outcome of it
   * @param seconds after the start
   * @return this, having learnt
   */
  public Pairs late(KeyUri key, long late, Outcome outcome, long seconds) {
    Instant when = START.plusSeconds(seconds);
    state =
        state.after(
            new AttemptResult(key, late, outcome, when),
            Confirmation.DEFAULT,
            fallback,
            brake,
            when);
    return this;
  }

  /**
   * @return what is known
   */
  public PairState state() {
    return state;
  }

  private static KeyUri key(String host) {
    return new KeyUri(new VaultHost(host), "ck", Optional.of("0123456789abcdef0123456789abcdef"));
  }
}
