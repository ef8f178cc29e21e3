package io.customerkey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GrpcFailuresTest {

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNRECOGNIZED", "FAILURE_REASON_UNSPECIFIED"})
  void comesBackWholeOverTheWire(FailureReason reason) {
    CustomerKeyException sent =
        CustomerKeyException.of(reason, "why").with("policy", "p").with("verdict", "v");

    CustomerKeyException received = GrpcFailures.fromThrowable(GrpcFailures.toStatus(sent));

    assertThat(received.reason()).isEqualTo(reason);
    assertThat(received.getMessage()).isEqualTo("why");
    assertThat(received.metadata()).containsEntry("policy", "p").containsEntry("verdict", "v");
    assertThat(received.retryAfter().isPresent()).isEqualTo(sent.retryable());
  }

  @Test
  void keepsTheRetryDelay() {
    CustomerKeyException sent =
        CustomerKeyException.of(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE, "busy")
            .retryAfter(Duration.ofMillis(1500));

    assertThat(GrpcFailures.fromThrowable(GrpcFailures.toStatus(sent)).retryAfter())
        .contains(Duration.ofMillis(1500));
  }

  @Test
  void takesAForeignUnavailableForADependencyThatDidNotAnswer() {
    assertThat(GrpcFailures.fromThrowable(Status.UNAVAILABLE.asRuntimeException()).reason())
        .isEqualTo(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE);
  }
}
