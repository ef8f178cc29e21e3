package io.customerkey.dep.api;

import io.customerkey.dep.audit.RequestId;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.random.RandomGenerator;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every HTTP request its id: the caller's where it is well formed, else a new one; in the
 * log, in the answer's header.
 */
@ApplicationScoped
class Requests {
  private static final String HEADER = "X-Request-Id";
  private static final String KEY = "requestId";
  private static final int BEFORE_SECURITY = 300;

  private final CurrentVertxRequest current;
  private final RandomGenerator random;

  Requests(CurrentVertxRequest current, RandomGenerator random) {
    this.current = current;
    this.random = random;
  }

  void install(@Observes Filters filters) {
    filters.register(
        routing -> {
          RequestId id = accept(routing.request().getHeader(HEADER));
          routing.put(KEY, id);
          MDC.put(KEY, id.value());
          routing.response().putHeader(HEADER, id.value());
          routing.next();
        },
        BEFORE_SECURITY);
  }

  private RequestId accept(@Nullable String sent) {
    return sent != null && RequestId.wellFormed(sent)
        ? new RequestId(sent)
        : RequestId.random(random);
  }

  /** Of the request at hand. */
  RequestId id() {
    RoutingContext routing = current.getCurrent();
    RequestId id = routing == null ? null : routing.get(KEY);
    return id == null ? RequestId.random(random) : id;
  }

  /** A header of the request at hand. */
  @Nullable String header(String name) {
    RoutingContext routing = current.getCurrent();
    return routing == null ? null : routing.request().getHeader(name);
  }
}
