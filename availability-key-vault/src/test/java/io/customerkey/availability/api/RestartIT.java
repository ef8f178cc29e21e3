package io.customerkey.availability.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyRequest;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service in a process of its own, killed and started again. */
final class RestartIT {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  @TempDir Path folder;

  @Test
  void keepsADenialWhenItIsKilled() throws Exception {
    TestStack stack = TestStack.shared();
    int port =
        Integer.parseInt(
            Objects.requireNonNull(
                stack.settings(Service.AVAILABILITY_KEY_VAULT).get("quarkus.grpc.server.port")));
    try (Parties parties = new Parties(stack, port)) {
      PolicyFixture policy = PolicyFixture.fresh(Clock.systemUTC());
      Process first = start(stack);
      SignedStatement record = provision(parties, policy);
      parties.unwrap().setDenial(policy.denial(true, 1));
      kill(first);

      Process second = start(stack);
      try {
        SignedStatement settings =
            parties.sign(StatementType.POLICY_SETTINGS, policy.settings(1).build());
        assertThatThrownBy(() ->
                parties
                    .unwrapFor(parties.token(policy, "USER_READ"))
                    .withWaitForReady()
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .unwrapPolicyKey(
                        policy
                            .unwrap(
                                record,
                                Purpose.PURPOSE_USER_READ,
                                VaultOutcome.VAULT_OUTCOME_UNAVAILABLE)
                            .setSettings(settings)
                            .build()))
            .satisfies(thrown ->
                assertThat(GrpcFailures.fromThrowable(thrown).reasonName())
                    .isEqualTo("CUSTOMER_KEY_DENIED"));
      } finally {
        kill(second);
      }
    }
  }

  private static SignedStatement provision(Parties parties, PolicyFixture policy)
      throws IOException {
    var _ =
        parties
            .dep()
            .withWaitForReady()
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .createAvailabilityKey(policy.create());
    ByteString copy = parties.unwrap().wrapPolicyKey(policy.wrap()).getWrappedCopy();
    SignedStatement record =
        parties.sign(StatementType.POLICY_RECORD, policy.record(copy, 1).build());
    var proven =
        parties
            .unwrap()
            .provePolicyKey(ProvePolicyKeyRequest.newBuilder().setRecord(record).build());
    assertThat(proven).isNotNull();
    return record;
  }

  private Process start(TestStack stack) throws IOException {
    Path config = stack.data().resolve("config").resolve("availability-key-vault.properties");
    assertThat(Files.exists(JAR)).as("%s", JAR).isTrue();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.config.locations=" + config,
            "-jar",
            JAR.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("service.log").toFile())
        .start();
  }

  private static void kill(Process process) {
    process.destroyForcibly();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
  }
}
