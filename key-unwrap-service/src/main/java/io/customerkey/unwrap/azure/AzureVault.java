package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.security.keyvault.keys.KeyAsyncClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyAsyncClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.converters.uni.UniReactorConverters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Customers' vaults by the genuine Azure SDK. One call is one request: nothing is repeated, no
 * challenge is obeyed, no answer of a key other than the asked one passes. The SDK runs on threads
 * of its own; answers come back on the caller's Vert.x context, if it has one.
 */
final class AzureVault implements CustomerVault {
  private static final KeyWrapAlgorithm RSA_OAEP_256 = KeyWrapAlgorithm.fromString(ALGORITHM);

  /** Bytes that RSA-OAEP-256 takes of a modulus: two hashes and two (RFC 8017, 7.1.1). */
  private static final int OAEP_OVERHEAD = 2 * 32 + 2;

  private static final Set<Integer> MODULUS_BYTES = Set.of(256, 384, 512);

  /** Reactor's hook for failures that come after a call was cancelled; it logs them otherwise. */
  private static final String DROPPED = "reactor.onErrorDropped.local";

  private final HttpClient http;
  private final DirectoryCredentials credentials;
  private final UnknownAnswers unknown;
  private final Clock clock;
  private final Scheduler threads;

  /**
   * @param settings how Azure is reached
   * @param executor a thread per task, for everything the SDK does before it waits
   * @param unknown told of every answer that no rule knows
   * @param clock of the evidence and of token expiry
   */
  AzureVault(
      AzureSettings settings, ExecutorService executor, UnknownAnswers unknown, Clock clock) {
    this.http = AzureHttp.of(settings);
    this.credentials = new DirectoryCredentials(settings, http, executor, clock);
    this.unknown = unknown;
    this.clock = clock;
    this.threads = Schedulers.fromExecutorService(executor);
  }

  @Override
  public Uni<VaultAnswer<KeyFacts>> describe(VaultRequest request) {
    return call(
        request,
        exchange ->
            keys(exchange)
                .getKey(request.key().name(), request.key().version().orElse(null))
                .map(key -> AnsweredKey.facts(request.key(), key)));
  }

  @Override
  public Uni<VaultAnswer<Bytes>> wrap(VaultRequest request, SecretBytes plain) {
    if (request.key().version().isEmpty()) {
      return noVersion();
    }
    return call(
        request,
        exchange ->
            Mono.using(
                plain::toByteArray,
                copy ->
                    cryptography(exchange)
                        .wrapKey(RSA_OAEP_256, copy)
                        .map(result -> {
                          AnsweredKey.check(request.key(), result.getKeyId());
                          return wrapped(result.getEncryptedKey());
                        }),
                copy -> Arrays.fill(copy, (byte) 0)));
  }

  @Override
  public Uni<VaultAnswer<SecretBytes>> unwrap(VaultRequest request, Bytes wrapped) {
    if (request.key().version().isEmpty()) {
      return noVersion();
    }
    return call(
        request,
        exchange ->
            cryptography(exchange)
                .unwrapKey(RSA_OAEP_256, wrapped.toByteArray())
                .map(result -> {
                  AnsweredKey.check(request.key(), result.getKeyId());
                  return exchange.gives(plain(result.getKey(), wrapped.size()));
                }));
  }

  private <T> Uni<VaultAnswer<T>> call(
      VaultRequest request, Function<Exchange, Mono<T>> operation) {
    return Uni.createFrom()
        .deferred(() -> {
          Exchange exchange = new Exchange(request, clock);
          Mono<T> sent =
              Mono.defer(() -> operation.apply(exchange))
                  .switchIfEmpty(Mono.error(UnreadableAnswerException::new))
                  .doFinally(end -> exchange.close())
                  .subscribeOn(threads)
                  .contextWrite(context -> context.put(DROPPED, (Consumer<Throwable>) _ -> {}));
          Uni<VaultAnswer<T>> answer =
              Uni.createFrom()
                  .converter(UniReactorConverters.<T>fromMono(), sent)
                  .ifNoItem()
                  .after(request.timeout())
                  .fail()
                  .map(value -> ok(value, exchange))
                  .onFailure()
                  .recoverWithItem(failure -> failed(failure, exchange));
          return onCallersContext(answer).onCancellation().invoke(exchange::abandon);
        });
  }

  private static <T> Uni<T> onCallersContext(Uni<T> answer) {
    @Nullable Context caller = Vertx.currentContext();
    return caller == null ? answer : answer.emitOn(task -> caller.runOnContext(_ -> task.run()));
  }

  private static <T> VaultAnswer<T> ok(T value, Exchange exchange) {
    return new VaultAnswer.Ok<>(value, exchange.evidence());
  }

  private <T> VaultAnswer<T> failed(Throwable failure, Exchange exchange) {
    exchange.abandon();
    Happening happening = exchange.happening(Endings.of(failure, exchange));
    if (happening.status() == 401) {
      credential(exchange).refused();
    }
    return switch (AnswerClassifier.judge(happening)) {
      case Judgement.Denied denied ->
          new VaultAnswer.Denied<>(denied.reason(), exchange.evidence());
      case Judgement.Fault fault -> new VaultAnswer.Fault<>(fault.reason(), exchange.evidence());
      case Judgement.Unavailable unavailable -> {
        if (!unavailable.known()) {
          unknown.note(happening.stage(), happening.status());
        }
        yield new VaultAnswer.Unavailable<>(
            unavailable.reason(), exchange.retryAfter(), exchange.evidence());
      }
    };
  }

  private CryptographyAsyncClient cryptography(Exchange exchange) {
    return new CryptographyClientBuilder()
        .pipeline(pipeline(exchange))
        .keyIdentifier(exchange.request().key().toString())
        .disableKeyCaching()
        .buildAsyncClient();
  }

  private KeyAsyncClient keys(Exchange exchange) {
    return new KeyClientBuilder()
        .pipeline(pipeline(exchange))
        .vaultUrl(exchange.request().key().vaultUrl())
        .buildAsyncClient();
  }

  /** A pipeline of its own for each call, so that no policy of the SDK remembers another one. */
  private HttpPipeline pipeline(Exchange exchange) {
    return new HttpPipelineBuilder()
        .httpClient(http)
        .policies(
            new BearerTokenAuthenticationPolicy(credential(exchange), scope(exchange)),
            ExchangePolicy.outer(exchange),
            new AnswerSizePolicy(),
            ExchangePolicy.inner(exchange))
        .build();
  }

  private DirectoryCredential credential(Exchange exchange) {
    return credentials.of(exchange.request().directory(), scope(exchange));
  }

  private static String scope(Exchange exchange) {
    return DirectoryCredentials.scopeOf(exchange.request().key().host());
  }

  private static Bytes wrapped(byte @Nullable [] answer) {
    if (answer == null || !MODULUS_BYTES.contains(answer.length)) {
      throw new UnreadableAnswerException();
    }
    return Bytes.copyOf(answer);
  }

  private static SecretBytes plain(byte @Nullable [] answer, int modulusBytes) {
    if (answer == null || answer.length == 0) {
      throw new UnreadableAnswerException();
    }
    SecretBytes plain = SecretBytes.takeOwnershipOf(answer);
    if (answer.length > modulusBytes - OAEP_OVERHEAD) {
      plain.close();
      throw new AnswerTooLargeException();
    }
    return plain;
  }

  private static <T> Uni<T> noVersion() {
    return Uni.createFrom().failure(new IllegalArgumentException("a key needs its version"));
  }
}
