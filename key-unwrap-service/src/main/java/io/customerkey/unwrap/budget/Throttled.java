package io.customerkey.unwrap.budget;

import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultHost;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Vaults that said 429: until the time they asked for is over they are not called, and what they
 * said stands for what they would say. No vault can keep itself from being asked for longer than
 * {@link #LONGEST}, so that nobody escapes the probes for long.
 */
public final class Throttled {
  /** The longest time that a vault is left alone. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration USUAL = Duration.ofSeconds(1);

  private final Map<VaultHost, Rest> resting = new ConcurrentHashMap<>();
  private final Clocks clocks;

  private record Rest(Moment since, Duration span, VaultAnswer.Unavailable<?> said) {
    Duration left(Moment now) {
      return since.left(span, now);
    }
  }

  /**
   * @param clocks both clocks
   */
  public Throttled(Clocks clocks) {
    this.clocks = clocks;
  }

  /**
   * @param answer of a vault
   */
  public void note(VaultAnswer<?> answer) {
    if (answer instanceof VaultAnswer.Unavailable<?> said
        && said.reason() == UnavailableReason.THROTTLED
        && said.evidence().httpStatus() == 429) {
      Duration asked = said.retryAfter().orElse(USUAL);
      Duration span = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
      resting.put(said.evidence().host(), new Rest(clocks.now(), span, said));
    }
  }

  /**
   * @param key that would be asked
   * @param <T> what would be asked for
   * @return what its vault said, of whatever key, if it is to be left alone now
   */
  public <T> Optional<VaultAnswer<T>> answer(KeyUri key) {
    Rest rest = resting.get(key.host());
    if (rest == null) {
      return Optional.empty();
    }
    Duration left = rest.left(clocks.now());
    if (left.isNegative() || left.isZero()) {
      resting.remove(key.host(), rest);
      return Optional.empty();
    }
    return Optional.of(
        new VaultAnswer.Unavailable<>(
            rest.said().reason(), Optional.of(left), rest.said().evidence().of(key)));
  }
}
