package io.customerkey.encryptor.assembly;

import java.time.Duration;
import java.util.Locale;

/** How often an instance says of its uploads that they go on, and what must be longer. */
public final class KeepAlive {
  /** For the scheduler. */
  public static final String EVERY = "10s";

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private KeepAlive() {}

  /**
   * @param setting its name, for the refusal
   * @param age at which an upload that nobody keeps alive is nobody's
   * @return the age
   * @throws IllegalStateException if uploads that go on would be swept
   */
  public static Duration orphanAge(String setting, Duration age) {
    if (age.compareTo(INTERVAL) <= 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s is longer than %s, because running uploads are kept alive that often; it is %s s",
              setting,
              EVERY,
              age.toMillis() / 1000.0));
    }
    return age;
  }
}
