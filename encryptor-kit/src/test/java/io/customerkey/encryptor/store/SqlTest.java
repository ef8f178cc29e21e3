package io.customerkey.encryptor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
  @ParameterizedTest
  @CsvSource({
    "53100, the database has no room left; send it again later",
    "53300, the database does not answer",
    "53400, the database does not answer",
    "08006, the database does not answer",
    "40001, the database does not answer",
    "57P01, the database does not answer",
    "58030, the database does not answer"
  })
  void saysThatWhatPassesByItselfMayBeSentAgain(String state, String message) {
    Throwable told = Sql.unavailable(refusal(state));

    assertThat(told).isInstanceOf(CustomerKeyException.class).hasMessage(message);
    CustomerKeyException known = (CustomerKeyException) told;
    assertThat(known.reason()).isEqualTo(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE);
    assertThat(known.retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23503", "23505", "42P01", "22001", "XX000"})
  void passesOnWhatIsRefusedForGood(String state) {
    PgException refusal = refusal(state);

    assertThat(Sql.unavailable(refusal)).isSameAs(refusal);
  }

  @Test
  void saysThatALostConnectionMayBeTriedAgain() {
    assertThat(Sql.unavailable(new IOException("closed")))
        .isInstanceOfSatisfying(
            CustomerKeyException.class, known -> assertThat(known.retryable()).isTrue());
  }

  private static PgException refusal(String state) {
    return new PgException("what PostgreSQL says", "ERROR", state, "");
  }
}
