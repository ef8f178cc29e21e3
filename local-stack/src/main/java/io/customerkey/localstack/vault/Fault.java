package io.customerkey.localstack.vault;

import java.time.Duration;

/** What goes wrong on request. */
sealed interface Fault {
  /** The true answer, later. */
  record Latency(Duration delay) implements Fault {}

  /** Never an answer. */
  record Stall() implements Fault {}

  /** This refusal instead of the true answer. */
  record Answer(Refusal refusal) implements Fault {}

  /** The login refuses with this AADSTS number. */
  record Aadsts(int number) implements Fault {}

  /** The connection is reset. */
  record Reset() implements Fault {}

  /** Nobody listens. */
  record ClosedPort() implements Fault {}

  /** The vault belongs to this directory now. */
  record Moved(String directory) implements Fault {}

  /** Deletions take this long. */
  record SlowDelete(Duration duration) implements Fault {}

  /** Whether it changes the vault itself, rather than the answers to some requests. */
  default boolean isState() {
    return this instanceof ClosedPort || this instanceof Moved || this instanceof SlowDelete;
  }
}
