package io.customerkey.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every test of this module runs with the class path of a workload; this one says what is not on
 * it.
 */
final class NoFrameworkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io/quarkus/grpc/GrpcService.class",
        "io/quarkus/runtime/Quarkus.class",
        "io/smallrye/mutiny/Uni.class",
        "io/vertx/core/Vertx.class"
      })
  void runsWithoutTheFramework(String type) {
    assertThat(ClassLoader.getSystemResource(type)).isNull();
  }
}
