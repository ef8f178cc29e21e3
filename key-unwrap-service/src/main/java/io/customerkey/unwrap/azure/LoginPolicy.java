package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Notes what a token endpoint answered, for one login: the SDK gives AADSTS numbers only as prose,
 * its JSON has them as numbers. Stands around the size policy.
 */
final class LoginPolicy implements HttpPipelinePolicy {
  private static final HttpHeaderName SERVER_REQUEST_ID =
      HttpHeaderName.fromString("x-ms-request-id");

  private final Clock clock;
  private LoginFailedException.Seen seen =
      new LoginFailedException.Seen(Happening.Ending.CUT_OFF, 0, Set.of(), "", Optional.empty());

  LoginPolicy(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return what the last request came to; cut off while there was no whole answer
   */
  synchronized LoginFailedException.Seen seen() {
    return seen;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return next.process()
        .map(answer -> pass(call, answer))
        .doOnError(AnswerTooLargeException.class, this::note);
  }

  @Override
  public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
    try {
      return pass(call, next.processSync());
    } catch (AnswerTooLargeException tooLarge) {
      note(tooLarge);
      throw tooLarge;
    }
  }

  /** Metadata of the default authority is passed as it is. */
  private HttpResponse pass(HttpPipelineCallContext call, HttpResponse answer) {
    note(answer);
    if (call.getHttpRequest().getHttpMethod() != HttpMethod.POST
        || !(answer instanceof BoundedResponse whole)) {
      return answer;
    }
    return new BoundedResponse(
        whole,
        answer.getStatusCode() / 100 == 2
            ? AnswerShape.ofToken(whole.body())
            : AnswerShape.ofTokenRefusal(whole.body()));
  }

  private synchronized void note(HttpResponse answer) {
    seen =
        new LoginFailedException.Seen(
            answer.getStatusCode() / 100 == 2
                ? Happening.Ending.UNREADABLE
                : Happening.Ending.ANSWERED,
            answer.getStatusCode(),
            answer instanceof BoundedResponse whole && answer.getStatusCode() / 100 != 2
                ? AnswerReader.aadstsOf(whole.body())
                : Set.of(),
            Optional.ofNullable(answer.getHeaders().getValue(SERVER_REQUEST_ID)).orElse(""),
            AnswerReader.retryAfter(
                answer.getHeaders().getValue(HttpHeaderName.RETRY_AFTER), clock));
  }

  private synchronized void note(AnswerTooLargeException tooLarge) {
    seen =
        new LoginFailedException.Seen(
            Happening.Ending.TOO_LARGE, 0, Set.of(), "", Optional.empty());
  }
}
