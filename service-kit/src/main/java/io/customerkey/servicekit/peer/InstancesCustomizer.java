package io.customerkey.servicekit.peer;

import io.grpc.NameResolverRegistry;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.arc.Unremovable;
import io.quarkus.grpc.api.ChannelBuilderCustomizer;
import jakarta.inject.Singleton;

/**
 * Tells gRPC of {@link InstancesResolverProvider} before the first channel is made. The service
 * loader would do, but gRPC's class loader does not see this module in every mode of Quarkus.
 */
@Singleton
@Unremovable
public class InstancesCustomizer implements ChannelBuilderCustomizer<NettyChannelBuilder> {
  InstancesCustomizer() {
    NameResolverRegistry.getDefaultRegistry().register(new InstancesResolverProvider());
  }
}
