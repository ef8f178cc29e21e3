package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Names the request ({@code x-ms-client-request-id}, which the SDK does not send by itself) and
 * notes how far it came. Two of them stand in a vault's pipeline, around the size policy: the outer
 * sees whole answers, the inner sees their heads. The JDK's client sets Content-Length itself and
 * logs a warning at each request that has one.
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
    return outer ? outer(call, next) : inner(call, next);
  }

  private Mono<HttpResponse> inner(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    call.getHttpRequest().getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    return next.process().doOnNext(exchange::headers);
  }

  private Mono<HttpResponse> outer(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    call.getHttpRequest()
        .getHeaders()
        .set(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, exchange.request().requestId().value())
        .set(HttpHeaderName.USER_AGENT, AGENT);
    exchange.sending();
    return next.process()
        .doOnNext(answer -> {
          if (answer instanceof BoundedResponse whole) {
            exchange.answered(whole);
          }
        });
  }
}
