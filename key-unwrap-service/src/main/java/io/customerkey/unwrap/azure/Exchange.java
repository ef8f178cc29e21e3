package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpHeaderName;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.VaultRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of one call while it runs. Written by the pipeline's policies, read when the call
 * ends or its time is up, by whichever thread.
 */
final class Exchange {
  private static final HttpHeaderName SERVER_REQUEST_ID =
      HttpHeaderName.fromString("x-ms-request-id");

  private final VaultRequest request;
  private final Clock clock;
  private final Instant started;
  private Stage stage = Stage.TOKEN;
  private @Nullable BoundedResponse answer;
  private @Nullable BoundedResponse shaped;
  private int status;
  private String serverRequestId = "";
  private Optional<Duration> retryAfter = Optional.empty();
  private Optional<DirectoryId> challenge = Optional.empty();
  private AnswerReader.ErrorBody error = AnswerReader.ErrorBody.NONE;
  private Set<Integer> aadsts = Set.of();
  private @Nullable SecretBytes given;
  private boolean abandoned;

  Exchange(VaultRequest request, Clock clock) {
    this.request = request;
    this.clock = clock;
    this.started = clock.instant();
  }

  VaultRequest request() {
    return request;
  }

  /** The token is there; the request is about to be sent. */
  synchronized void sending() {
    stage = Stage.BEFORE_RESPONSE;
  }

  /** The vault's status and headers are there, its body not yet. */
  synchronized void headers(com.azure.core.http.HttpResponse head) {
    stage = Stage.RESPONSE;
    status = head.getStatusCode();
    serverRequestId = Optional.ofNullable(head.getHeaders().getValue(SERVER_REQUEST_ID)).orElse("");
    retryAfter =
        AnswerReader.retryAfter(head.getHeaders().getValue(HttpHeaderName.RETRY_AFTER), clock);
    challenge =
        AnswerReader.directoryOf(head.getHeaders().getValue(HttpHeaderName.WWW_AUTHENTICATE));
  }

  /** The whole answer is there. */
  synchronized void answered(BoundedResponse whole) {
    answer = whole;
    if (!succeeded()) {
      error = AnswerReader.errorOf(whole.body());
    }
  }

  /** What the SDK reads of it. */
  synchronized void passedOn(BoundedResponse part) {
    shaped = part;
  }

  /** No token was had. */
  synchronized void loginFailed(LoginFailedException.Seen seen) {
    stage = Stage.TOKEN;
    status = seen.status();
    serverRequestId = seen.serverRequestId();
    retryAfter = seen.retryAfter();
    aadsts = seen.aadsts();
  }

  synchronized boolean isAnswered() {
    return answer != null;
  }

  synchronized boolean succeeded() {
    return status / 100 == 2;
  }

  synchronized int status() {
    return status;
  }

  synchronized Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /**
   * @param ending how the call ended
   * @return what the classifier judges
   */
  synchronized Happening happening(Happening.Ending ending) {
    return new Happening(
        stage,
        ending,
        status,
        error.code(),
        error.innerCode(),
        error.marker(),
        challenged(),
        aadsts);
  }

  synchronized Evidence evidence() {
    return new Evidence(
        request.key(),
        request.requestId(),
        status,
        errorCode(),
        serverRequestId,
        stage,
        started,
        clock.instant());
  }

  /** Overwrites what the vault answered. */
  synchronized void close() {
    if (answer != null) {
      answer.erase();
    }
    if (shaped != null) {
      shaped.erase();
    }
  }

  /** What is about to be handed to the caller; erased if nobody waits for it any more. */
  synchronized SecretBytes gives(SecretBytes secret) {
    given = secret;
    if (abandoned) {
      secret.close();
    }
    return secret;
  }

  /** Nobody waits any more. */
  synchronized void abandon() {
    abandoned = true;
    if (given != null) {
      given.close();
    }
  }

  private Happening.Challenged challenged() {
    return challenge
        .map(named ->
            named.equals(request.directory())
                ? Happening.Challenged.SAME
                : Happening.Challenged.OTHER)
        .orElse(Happening.Challenged.NOBODY);
  }

  private String errorCode() {
    if (!aadsts.isEmpty()) {
      return "AADSTS" + aadsts.stream().min(Integer::compare).orElseThrow();
    }
    if (error.marker() == Happening.Marker.AKV10032) {
      return error.code() + "/AKV10032";
    }
    return error.innerCode().isEmpty() ? error.code() : error.code() + "/" + error.innerCode();
  }
}
