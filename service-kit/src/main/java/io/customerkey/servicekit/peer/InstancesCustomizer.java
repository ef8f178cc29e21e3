package io.customerkey.servicekit.peer;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.customerkey.protocol.unwrap.v1.UnwrapProto;
import io.customerkey.servicekit.failure.AnsweringCall;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.arc.Unremovable;
import io.quarkus.grpc.api.ChannelBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcClientConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Tells gRPC of {@link InstancesResolverProvider} before the first channel is made; the service
 * loader would do, but gRPC's class loader does not see this module in every mode of Quarkus. And
 * makes an idempotent call that one instance of key-unwrap-service leaves unanswered for two
 * seconds go to the next one too, because a frozen instance keeps its connections until keep-alive
 * ends them. The first answer counts, a refusal too ({@link AnsweringCall} makes it one); a broken
 * connection is no answer. Channels that want it have retries enabled.
 */
@Singleton
@Unremovable
public class InstancesCustomizer implements ChannelBuilderCustomizer<NettyChannelBuilder> {
  private static final String HEDGING_DELAY = "2s";

  /**
   * Three, since other calls take turns with these and the second may meet the frozen one again. As
   * gRPC's service config writes it: numbers are doubles.
   */
  private static final Double ATTEMPTS = 3.0;

  InstancesCustomizer() {
    NameResolverRegistry.getDefaultRegistry().register(new InstancesResolverProvider());
  }

  @Override
  public Map<String, Object> customize(
      String name, GrpcClientConfiguration config, NettyChannelBuilder builder) {
    return hedging();
  }

  /** The service config of a channel. */
  static Map<String, Object> hedging() {
    return Map.of(
        "methodConfig",
        List.of(
            Map.of(
                "name",
                idempotent(),
                "hedgingPolicy",
                Map.of(
                    "maxAttempts",
                    ATTEMPTS,
                    "hedgingDelay",
                    HEDGING_DELAY,
                    "nonFatalStatusCodes",
                    List.of(Status.Code.UNAVAILABLE.name())))));
  }

  private static List<Map<String, String>> idempotent() {
    return UnwrapProto.getDescriptor().getServices().stream()
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> method.getOptions().getIdempotencyLevel() == IdempotencyLevel.IDEMPOTENT)
        .map(InstancesCustomizer::named)
        .toList();
  }

  private static Map<String, String> named(MethodDescriptor method) {
    return Map.of("service", method.getService().getFullName(), "method", method.getName());
  }
}
