package io.customerkey.servicekit.peer;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Makes gRPC know the targets {@code instances://PEER}: every instance of a peer that {@code
 * customerkey.peer.PEER.addresses} names.
 */
public final class InstancesResolverProvider extends NameResolverProvider {
  private static final String SCHEME = "instances";
  private static final int PRIORITY = 5;

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return List.of(InetSocketAddress.class);
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args arguments) {
    if (!SCHEME.equals(target.getScheme())) {
      return null;
    }
    String peer = Objects.requireNonNull(target.getHost(), "a target is instances://PEER:ANY-PORT");
    String addresses =
        ConfigProvider.getConfig()
            .getValue("customerkey.peer." + peer + ".addresses", String.class);
    Executor given = arguments.getOffloadExecutor();
    return new InstancesResolver(
        peer,
        Addresses.parse(addresses),
        given == null ? Infrastructure.getDefaultWorkerPool() : given,
        arguments.getSynchronizationContext());
  }
}
