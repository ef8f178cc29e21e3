package io.customerkey.client;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;

/** How a {@link MailboxClient} connects; everything but whom it calls has a default. */
public final class MailboxClientBuilder {
  /** A message of content carries at most 1 MiB; properties of a page of items come beside it. */
  private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

  private final Endpoint endpoint;
  private final TlsFiles tls;
  private final TokenSource tokens;
  private final RandomGenerator random = new SecureRandomSource();
  private RetryPolicy retries = RetryPolicy.DEFAULT;
  private Deadlines deadlines = Deadlines.DEFAULT;
  private Supplier<String> requestIds = () -> Id128.random(random).toString();

  MailboxClientBuilder(Endpoint endpoint, TlsFiles tls, TokenSource tokens) {
    this.endpoint = endpoint;
    this.tls = tls;
    this.tokens = tokens;
  }

  /**
   * {@return this}
   *
   * @param policy instead of {@link RetryPolicy#DEFAULT}
   */
  public MailboxClientBuilder retries(RetryPolicy policy) {
    retries = policy;
    return this;
  }

  /**
   * {@return this}
   *
   * @param limits instead of {@link Deadlines#DEFAULT}
   */
  public MailboxClientBuilder deadlines(Deadlines limits) {
    deadlines = limits;
    return this;
  }

  /**
   * {@return this}
   *
   * @param ids what names a call in the logs of all services, 1 to 64 of {@code A–Z a–z 0–9 . _ -};
   *     random by default
   */
  public MailboxClientBuilder requestIds(Supplier<String> ids) {
    requestIds = ids;
    return this;
  }

  /**
   * {@return the client; it connects with its first call}
   *
   * @throws CustomerKeyException ARGUMENT_INVALID when the TLS files cannot be used
   */
  public MailboxClient open() {
    ManagedChannel channel;
    try {
      channel =
          NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
              .sslContext(tls.context())
              .maxInboundMessageSize(LARGEST_MESSAGE)
              .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_ARGUMENT_INVALID, "TLS files: " + e.getMessage());
    }
    CountDownLatch never = new CountDownLatch(1);
    Retry retry =
        new Retry(retries, random, delay -> !never.await(delay.toMillis(), TimeUnit.MILLISECONDS));
    return new MailboxClient(channel, new CallHeaders(tokens, requestIds), deadlines, retry);
  }
}
