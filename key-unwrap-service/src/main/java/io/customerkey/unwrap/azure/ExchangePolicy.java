package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Names the request ({@code x-ms-client-request-id}, which the SDK does not send by itself) and
 * notes how far it came. Two of them stand in a vault's pipeline, around the size policy: the outer
 * sees whole answers, the inner sees their heads.
 */
final class ExchangePolicy implements HttpPipelinePolicy {
  private static final String AGENT = "customer-key";

  private final Exchange exchange;
  private final boolean outer;

  private ExchangePolicy(Exchange exchange, boolean outer) {
    this.exchange = exchange;
    this.outer = outer;
  }

  static ExchangePolicy outer(Exchange exchange) {
    return new ExchangePolicy(exchange, true);
  }

  static ExchangePolicy inner(Exchange exchange) {
    return new ExchangePolicy(exchange, false);
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return outer ? outer(call, next) : next.process().doOnNext(exchange::headers);
  }

  private Mono<HttpResponse> outer(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    call.getHttpRequest()
        .getHeaders()
        .set(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, exchange.request().requestId().value())
        .set(HttpHeaderName.USER_AGENT, AGENT);
    exchange.sending();
    return next.process()
        .map(answer -> answer instanceof BoundedResponse whole ? shaped(call, whole) : answer);
  }

  /** What the SDK gets to read: nothing of a refusal, which is read here. */
  private BoundedResponse shaped(HttpPipelineCallContext call, BoundedResponse whole) {
    exchange.answered(whole);
    byte[] body = new byte[0];
    if (exchange.succeeded()) {
      body =
          call.getHttpRequest().getHttpMethod() == HttpMethod.GET
              ? AnswerShape.ofKey(whole.body())
              : AnswerShape.ofResult(whole.body());
    }
    BoundedResponse shaped = new BoundedResponse(whole, body);
    exchange.passedOn(shaped);
    return shaped;
  }
}
