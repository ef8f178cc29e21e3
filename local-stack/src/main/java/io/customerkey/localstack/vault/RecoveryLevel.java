package io.customerkey.localstack.vault;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Azure's {@code DeletionRecoveryLevel}: what becomes of a deleted key. */
enum RecoveryLevel {
  /** No soft delete. */
  NONE("Purgeable"),
  /** Soft delete without purge protection. */
  PURGEABLE("Recoverable+Purgeable"),
  /** With purge protection. */
  RECOVERABLE("Recoverable"),
  /** And the subscription cannot be cancelled at once. */
  PROTECTED("Recoverable+ProtectedSubscription"),
  /** Kept for less than 90 days. */
  SHORT("CustomizedRecoverable");

  private final String text;

  RecoveryLevel(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Whether a deleted key can be destroyed before its time. */
  boolean permitsPurge() {
    return switch (this) {
      case NONE, PURGEABLE -> true;
      case RECOVERABLE, PROTECTED, SHORT -> false;
    };
  }

  static RecoveryLevel of(String text) {
    return Arrays.stream(values())
        .filter(level -> level.text.equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "recoveryLevel: one of "
                    + Arrays.stream(values())
                        .map(RecoveryLevel::text)
                        .collect(Collectors.joining(", "))));
  }
}
