package io.customerkey.encryptor.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/** Readers that open large content and go away before they have read it. */
public final class GoneReaders {
  /** Bytes of the content. */
  public static final int LENGTH = 64 << 20;

  private static final Logger LOG = Logger.getLogger(GoneReaders.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private GoneReaders() {}

  /**
   * They leave all of the memory to those after them.
   *
   * @param atOnce as many large downloads as the service takes on at once
   * @param gone so many that what they held, all together, is many times the heap
   * @param put the content under way
   * @param open a download that stops reading after so many messages
   */
  public static void leaveAllOfTheMemory(
      LaunchedEncryptor service,
      int atOnce,
      int gone,
      CompletableFuture<Long> put,
      IntFunction<Pump.Download> open)
      throws Exception {
    long sum = put.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    int left = 0;
    while (left < gone) {
      open.apply(2).cancel();
      left += Pump.openAndGo(atOnce, () -> open.apply(2));
    }
    LOG.infof("%d readers gone; peak resident %d MiB", left, service.peakMebibytes());

    await("all of the memory is free again")
        .atMost(PATIENCE)
        .until(() -> Pump.openAndGo(atOnce, () -> open.apply(2)) == atOnce);
    assertThat(open.apply(Integer.MAX_VALUE).done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(sum);
    assertThat(service.isAlive()).as(service.log()).isTrue();
  }
}
