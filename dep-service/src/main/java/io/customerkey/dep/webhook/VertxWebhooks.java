package io.customerkey.dep.webhook;

import io.customerkey.dep.contact.PublicAddress;
import io.customerkey.dep.contact.WebhookAnswer;
import io.customerkey.dep.contact.WebhookUrl;
import io.customerkey.dep.contact.Webhooks;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;

/**
 * Webhooks by Vert.x' HTTP client, which takes no proxy from the environment. The connection goes
 * to the address that was judged, while the certificate must be the name's.
 */
final class VertxWebhooks implements Webhooks {
  /** Longest answer that is read, in bytes. */
  static final int LONGEST_ANSWER = 64 * 1024;

  private static final Duration CONNECTING = Duration.ofSeconds(3);
  private static final Duration RESOLVING = Duration.ofSeconds(3);
  private static final Duration ALL = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int CONNECTIONS = 256;

  /** An admin who adds contacts delays no delivery. */
  private static final int ADDED_AT_ONCE = 8;

  private static final int TOLD_AT_ONCE = 64;

  private final Lookups added;
  private final Lookups told;
  private final HttpClient client;

  VertxWebhooks(Vertx vertx, Names names, Optional<Path> trust) {
    this.added = new Lookups(names, ADDED_AT_ONCE);
    this.told = new Lookups(names, TOLD_AT_ONCE);
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
            .setConnectTimeout((int) CONNECTING.toMillis())
            .setSslHandshakeTimeout(CONNECTING.toSeconds())
            .setKeepAlive(false)
            .setMaxPoolSize(CONNECTIONS);
    trust.ifPresent(
        pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    this.client = vertx.createHttpClient(options);
  }

  /** What a name resolved to, or why it may not be told anything. */
  private record Found(List<InetAddress> addresses, Optional<String> objection) {
    static Found objection(String why) {
      return new Found(List.of(), Optional.of(why));
    }
  }

  @Override
  public Uni<Optional<String>> objection(WebhookUrl url) {
    return resolve(url, added).map(Found::objection);
  }

  @Override
  public Uni<WebhookAnswer> post(WebhookUrl url, Map<String, String> headers, String body) {
    return resolve(url, told)
        .chain(found ->
            found
                .objection()
                .map(why -> Uni.createFrom().<WebhookAnswer>item(new WebhookAnswer.Unreached(why)))
                .orElseGet(() -> send(url, found.addresses().getFirst(), headers, body)));
  }

  private static Uni<Found> resolve(WebhookUrl url, Lookups lookups) {
    if (!url.listed() && !url.isOnHttpsPort()) {
      return Uni.createFrom().item(Found.objection("the operator lists host and port no more"));
    }
    return lookups
        .of(url.host())
        .map(addresses -> judged(url, addresses))
        .ifNoItem()
        .after(RESOLVING)
        .recoverWithItem(() -> Found.objection("the host's name is not resolved in time"))
        .onFailure(UnknownHostException.class)
        .recoverWithItem(() -> Found.objection("the host's name does not resolve"))
        .onFailure(RejectedExecutionException.class)
        .recoverWithItem(() -> Found.objection("too many names are being resolved; try again"));
  }

  /** One address that is not public is enough: whoever answers for the name chooses the order. */
  private static Found judged(WebhookUrl url, List<InetAddress> addresses) {
    if (url.listed()) {
      return new Found(addresses, Optional.empty());
    }
    return addresses.stream()
        .flatMap(address -> PublicAddress.objection(address).stream())
        .findFirst()
        .map(kind ->
            Found.objection("the host resolves to an address that is not public but " + kind))
        .orElseGet(() -> new Found(addresses, Optional.empty()));
  }

  private Uni<WebhookAnswer> send(
      WebhookUrl url, InetAddress address, Map<String, String> headers, String body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
            .setHost(url.host())
            .setPort(url.port())
            .setURI(url.target())
            .setSsl(true)
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "CustomerKey");
    headers.forEach(options::putHeader);
    return Uni.createFrom()
        .<Integer>emitter(emitter ->
            client
                .request(options)
                .onFailure(emitter::fail)
                .onSuccess(request -> exchange(request, body, emitter)))
        .ifNoItem()
        .after(ALL)
        .fail()
        .map(VertxWebhooks::answer)
        .onFailure()
        .recoverWithItem(failure -> new WebhookAnswer.Unreached(explain(failure)));
  }

  private static void exchange(
      HttpClientRequest request, String body, UniEmitter<? super Integer> emitter) {
    emitter.onTermination(request::reset);
    request
        .send(Buffer.buffer(body))
        .onFailure(emitter::fail)
        .onSuccess(response -> read(response, emitter));
  }

  private static void read(HttpClientResponse response, UniEmitter<? super Integer> emitter) {
    AtomicLong length = new AtomicLong();
    response
        .handler(part -> {
          if (length.addAndGet(part.length()) > LONGEST_ANSWER) {
            emitter.complete(response.statusCode());
          }
        })
        .exceptionHandler(emitter::fail)
        .endHandler(end -> emitter.complete(response.statusCode()));
  }

  private static WebhookAnswer answer(int status) {
    return status >= OK && status < REDIRECT
        ? new WebhookAnswer.Accepted(status)
        : new WebhookAnswer.Rejected(status);
  }

  private static String explain(Throwable failure) {
    return switch (failure) {
      case TimeoutException late -> "no answer within " + ALL.toSeconds() + " s";
      case SSLException tls ->
          "the TLS handshake failed; the certificate must be trusted and the host's";
      case ConnectException refused -> "the connection was refused or timed out";
      default -> "the connection broke";
    };
  }
}
