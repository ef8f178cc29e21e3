package io.customerkey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.customerkey.protocol.availability.v1.AvailabilityProto;
import io.customerkey.protocol.common.v1.Access;
import io.customerkey.protocol.common.v1.CommonProto;
import io.customerkey.protocol.common.v1.TokenRule;
import io.customerkey.protocol.dep.v1.DepProto;
import io.customerkey.protocol.exchange.v1.ExchangeProto;
import io.customerkey.protocol.unwrap.v1.UnwrapProto;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AccessTest {

  static Stream<MethodDescriptor> methods() {
    return Stream.of(
            AvailabilityProto.getDescriptor(),
            DepProto.getDescriptor(),
            ExchangeProto.getDescriptor(),
            UnwrapProto.getDescriptor())
        .map(FileDescriptor::getServices)
        .flatMap(services -> services.stream().flatMap(service -> service.getMethods().stream()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void namesTheCallersOfEveryMethod(MethodDescriptor method) {
    Access access = method.getOptions().getExtension(CommonProto.access);

    assertThat(access.getCallersList()).as(method.getFullName()).isNotEmpty().doesNotContain("*");
    assertThat(access.getToken()).isNotEqualTo(TokenRule.TOKEN_RULE_UNSPECIFIED);
  }
}
