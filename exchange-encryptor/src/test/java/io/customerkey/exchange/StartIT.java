package io.customerkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.localstack.data.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings under which the service would do harm: it does not start, and says why. */
final class StartIT {
  @Test
  void refusesToSweepUploadsThatAreKeptAlive() {
    String setting = "customerkey.exchange.orphan-age";

    assertThat(LaunchedEncryptor.refusal(Service.EXCHANGE_ENCRYPTOR, Map.of(setting, "10s")))
        .contains(setting + " is longer than 10s")
        .contains("it is 10.0 s");
  }

  @Test
  void refusesToKeepDeletedItemsForLongerThanAnybodyCanMean() {
    String setting = "customerkey.deleted-items.retention";

    assertThat(LaunchedEncryptor.refusal(Service.EXCHANGE_ENCRYPTOR, Map.of(setting, "3651d")))
        .contains(setting + " is 0 to 3650 days");
  }
}
