package io.customerkey.dep.assignment;

import io.smallrye.mutiny.Uni;

/** Keeps what the encryptors report. */
public interface ProgressLedger {
  /** Moves applied versions upward; older reports change nothing, so repeats are harmless. */
  Uni<Void> apply(Progress progress);
}
