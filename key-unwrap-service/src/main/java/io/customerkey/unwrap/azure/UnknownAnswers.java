package io.customerkey.unwrap.azure;

import io.customerkey.unwrap.vault.Stage;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what no rule knows, so that the table of answers can be completed. */
@FunctionalInterface
interface UnknownAnswers {
  /** No status of HTTP is as large (RFC 9110, 15). */
  int BEYOND_HTTP = 600;

  /**
   * @param stage whose answer it was
   * @param status HTTP status, 0 where there was none
   */
  void note(Stage stage, int status);

  /**
   * @param meters get the counter {@code customerkey.vault.unknown.answers}
   * @return what counts them by stage and status
   */
  static UnknownAnswers counted(MeterRegistry meters) {
    return (stage, status) ->
        meters
            .counter(
                "customerkey.vault.unknown.answers",
                "stage",
                stage.text(),
                "status",
                status < BEYOND_HTTP ? String.valueOf(status) : "other")
            .increment();
  }
}
