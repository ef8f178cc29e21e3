package io.customerkey.servicekit.peer;

import io.customerkey.servicekit.peer.Addresses.Address;
import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All instances of a peer. They are looked up again whenever a connection to one fails, so that
 * instances may come and go behind a host name.
 */
final class InstancesResolver extends NameResolver {
  private final String peer;
  private final List<Address> addresses;
  private final Executor lookups;
  private final Executor channel;
  private @Nullable Listener2 listener;
  private boolean looking;
  private boolean ended;

  /**
   * Of one peer.
   *
   * @param peer its name
   * @param addresses of its instances
   * @param lookups where host names are looked up, which may block
   * @param channel where the channel wants to hear, one thing at a time
   */
  InstancesResolver(String peer, List<Address> addresses, Executor lookups, Executor channel) {
    this.peer = peer;
    this.addresses = List.copyOf(addresses);
    this.lookups = lookups;
    this.channel = channel;
  }

  @Override
  public String getServiceAuthority() {
    return peer;
  }

  @Override
  public void start(Listener2 started) {
    listener = started;
    refresh();
  }

  @Override
  public void refresh() {
    if (looking || ended) {
      return;
    }
    looking = true;
    lookups.execute(() -> {
      StatusOr<List<EquivalentAddressGroup>> found = lookUp();
      channel.execute(() -> tell(found));
    });
  }

  private void tell(StatusOr<List<EquivalentAddressGroup>> found) {
    looking = false;
    Listener2 hearing = listener;
    if (hearing != null && !ended) {
      hearing.onResult2(ResolutionResult.newBuilder().setAddressesOrError(found).build());
    }
  }

  /** A name that is not known now hides none that is. */
  private StatusOr<List<EquivalentAddressGroup>> lookUp() {
    List<EquivalentAddressGroup> found = new ArrayList<>();
    Status failure = Status.UNAVAILABLE.withDescription("no instance of " + peer);
    for (Address address : addresses) {
      try {
        found.addAll(instances(address));
      } catch (UnknownHostException e) {
        failure =
            Status.UNAVAILABLE
                .withDescription("the host " + address.host() + " of " + peer + " is unknown")
                .withCause(e);
      }
    }
    return found.isEmpty() ? StatusOr.fromStatus(failure) : StatusOr.fromValue(found);
  }

  /** An instance that has addresses of both families is one instance. */
  private static List<EquivalentAddressGroup> instances(Address address)
      throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(address.host());
    boolean four = Stream.of(all).anyMatch(Inet4Address.class::isInstance);
    Attributes named =
        Attributes.newBuilder()
            .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, address.host())
            .build();
    return Stream.of(all)
        .filter(each -> !four || each instanceof Inet4Address)
        .distinct()
        .map(each -> new EquivalentAddressGroup(new InetSocketAddress(each, address.port()), named))
        .toList();
  }

  @Override
  public void shutdown() {
    ended = true;
  }
}
