package io.customerkey.unwrap.api;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What becomes true by itself. */
final class TestEventually {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestEventually() {}

  static <T> T get(Callable<T> ask, Predicate<T> hoped) {
    return Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(ask, hoped);
  }

  static void isTrue(Callable<Boolean> ask) {
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(ask);
  }
}
