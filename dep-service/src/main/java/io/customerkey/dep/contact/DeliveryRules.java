package io.customerkey.dep.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a delivery that failed is tried again.
 *
 * @param most attempts, after which it is given up
 */
public record DeliveryRules(int most) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int UPPER = 100;

  /** Refuses a number of attempts outside 1 to 100. */
  public DeliveryRules {
    if (most < 1 || most > UPPER) {
      throw new IllegalArgumentException("a delivery is attempted 1 to 100 times");
    }
  }

  /**
   * @param attempts made, the one that just ended too
   * @param answer to it
   * @param now wall clock
   * @return when the next is due: 1 s, 2 s, 4 s … 15 min later; empty where none is
   */
  public Optional<Instant> again(int attempts, WebhookAnswer answer, Instant now) {
    return switch (answer) {
      case WebhookAnswer.Accepted accepted -> Optional.empty();
      case WebhookAnswer.Rejected rejected -> later(attempts, now);
      case WebhookAnswer.Unreached unreached -> later(attempts, now);
    };
  }

  private Optional<Instant> later(int attempts, Instant now) {
    if (attempts >= most) {
      return Optional.empty();
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
    return Optional.of(now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
  }
}
