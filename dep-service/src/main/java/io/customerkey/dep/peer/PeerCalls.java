package io.customerkey.dep.peer;

import io.customerkey.dep.audit.RequestId;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.Forwarding;
import io.grpc.ClientInterceptor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What every call to a peer has: the request id, a deadline, failures as ours, the answer on the
 * caller's context.
 */
final class PeerCalls {
  private static final String SELF = "dep-service";

  private PeerCalls() {}

  static ClientInterceptor forwarding(RequestId request) {
    return Forwarding.of(new Caller(SELF, Optional.empty(), request.value()));
  }

  static <S extends io.grpc.stub.AbstractStub<S>> S prepare(
      S stub, RequestId request, Duration deadline) {
    return stub.withInterceptors(forwarding(request))
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  static <T> Uni<T> answer(Uni<T> call) {
    Context here = Vertx.currentContext();
    Uni<T> answer = call.onFailure().transform(GrpcFailures::fromThrowable);
    return here == null
        ? answer
        : answer.emitOn(command -> here.runOnContext(nothing -> command.run()));
  }
}
