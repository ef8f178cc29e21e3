package io.customerkey.client;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How a client connects; everything but whom it calls has a default.
 *
 * @param <C> the client
 */
public final class ClientBuilder<C> {
  /** A message of content carries at most 1 MiB; properties of a page of items come beside it. */
  private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

  private final Endpoint endpoint;
  private final TlsFiles tls;
  private final TokenSource tokens;
  private final Function<Connection, C> client;
  private final RandomGenerator random = new SecureRandomSource();
  private RetryPolicy retries = RetryPolicy.DEFAULT;
  private Deadlines deadlines = Deadlines.DEFAULT;
  private Supplier<String> requestIds = () -> Id128.random(random).toString();

  ClientBuilder(
      Endpoint endpoint, TlsFiles tls, TokenSource tokens, Function<Connection, C> client) {
    this.endpoint = endpoint;
    this.tls = tls;
    this.tokens = tokens;
    this.client = client;
  }

  /**
   * {@return this}
   *
   * @param policy instead of {@link RetryPolicy#DEFAULT}
   */
  public ClientBuilder<C> retries(RetryPolicy policy) {
    retries = policy;
    return this;
  }

  /**
   * {@return this}
   *
   * @param limits instead of {@link Deadlines#DEFAULT}
   */
  public ClientBuilder<C> deadlines(Deadlines limits) {
    deadlines = limits;
    return this;
  }

  /**
   * {@return this}
   *
   * @param ids what names a call in the logs of all services, 1 to 64 of {@code A–Z a–z 0–9 . _ -};
   *     random by default
   */
  public ClientBuilder<C> requestIds(Supplier<String> ids) {
    requestIds = ids;
    return this;
  }

  /**
   * {@return the client; it connects with its first call}
   *
   * @throws UncheckedIOException when the TLS files cannot be used
   */
  public C open() {
    ManagedChannel channel;
    try {
      channel =
          NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
              .sslContext(tls.context())
              .maxInboundMessageSize(LARGEST_MESSAGE)
              .build();
    } catch (IOException | IllegalArgumentException e) {
      String message = "TLS files: " + e.getMessage();
      throw new UncheckedIOException(message, new IOException(message, e));
    }
    CountDownLatch never = new CountDownLatch(1);
    Retry retry =
        new Retry(retries, random, delay -> !never.await(delay.toMillis(), TimeUnit.MILLISECONDS));
    CallHeaders headers = new CallHeaders(tokens, requestIds);
    return client.apply(new Connection(channel, headers, deadlines, retry));
  }
}
