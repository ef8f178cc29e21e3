package io.customerkey.servicekit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.protocol.common.v1.Access;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc;
import io.grpc.MethodDescriptor;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class AccessRulesTest {
  private final AccessRules rules = new AccessRules();

  @Test
  void letsANamedCallerThrough() {
    Access access = rules.of(KeyUnwrapServiceGrpc.getRewrapKeysMethod());

    assertThatCode(() -> AccessRules.check(access, "exchange-encryptor", Optional.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesACallerThatTheMethodDoesNotName() {
    Access access = rules.of(KeyUnwrapServiceGrpc.getRewrapKeysMethod());

    assertRefused(() -> AccessRules.check(access, "workload", Optional.empty()));
  }

  @Test
  void refusesACallWithoutTheTokenItNeeds() {
    Access access = rules.of(MailboxServiceGrpc.getGetItemMethod());

    assertRefused(() -> AccessRules.check(access, "workload", Optional.empty()));
  }

  @Test
  void refusesATokenWithoutTheRole() {
    Access access = rules.of(MailboxServiceGrpc.getGetItemMethod());

    assertRefused(
        () -> AccessRules.check(access, "workload", Optional.of(token("tenant-key-admin"))));
    assertThatCode(() -> AccessRules.check(access, "workload", Optional.of(token("workload"))))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesEverybodyAMethodWithoutARule() {
    MethodDescriptor.Marshaller<Object> none =
        new MethodDescriptor.Marshaller<>() {
          @Override
          public InputStream stream(Object value) {
            return InputStream.nullInputStream();
          }

          @Override
          public Object parse(InputStream stream) {
            return stream;
          }
        };
    MethodDescriptor<Object, Object> foreign =
        MethodDescriptor.newBuilder(none, none)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .build();

    assertRefused(
        () -> AccessRules.check(rules.of(foreign), "exchange-encryptor", Optional.empty()));
  }

  private static VerifiedToken token(String role) {
    return new VerifiedToken(
        "raw", "someone", Optional.empty(), Set.of(role), Set.of(), Instant.MAX);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e -> assertThat(e.reason()).isEqualTo(FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED));
  }
}
