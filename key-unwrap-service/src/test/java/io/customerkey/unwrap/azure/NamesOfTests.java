package io.customerkey.unwrap.azure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Names below {@code .invalid} (RFC 6761) fail as a test wants them to; all others are genuine. */
public final class NamesOfTests extends InetAddressResolverProvider {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver genuine = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        return switch (host) {
          case "nxdomain.invalid" -> throw new UnknownHostException(host + ": Name not known");
          case "servfail.invalid" -> throw new UnknownHostException(host + ": Temporary failure");
          case "dns-stall.invalid" -> throw afterLong(host);
          case "wrong-name.invalid" ->
              Stream.of(
                  InetAddress.getByAddress(host, InetAddress.getLoopbackAddress().getAddress()));
          default -> genuine.lookupByName(host, policy);
        };
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return genuine.lookupByAddress(address);
      }
    };
  }

  /** A name server that is asked until the resolver gives up, longer than any call waits. */
  private static UnknownHostException afterLong(String host) {
    try {
      NEVER.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return new UnknownHostException(host + ": Temporary failure");
  }

  @Override
  public String name() {
    return "names of tests";
  }
}
