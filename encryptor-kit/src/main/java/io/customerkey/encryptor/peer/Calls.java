package io.customerkey.encryptor.peer;

import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.Context;
import io.grpc.stub.AbstractStub;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.TimeUnit;

/**
 * Calls to peers. Each runs apart from the call it is made for, because callers share requests: one
 * that goes away must not end it for the others.
 */
final class Calls {
  private static final long DEADLINE_SECONDS = 10;

  private Calls() {}

  static <S extends AbstractStub<S>> S withDeadline(S stub) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The answer, or the refusal as it was made. */
  static <T> Uni<T> detached(Uni<T> call) {
    return Uni.createFrom()
        .<T>emitter(emitter ->
            Context.ROOT.run(() -> call.subscribe().with(emitter::complete, emitter::fail)))
        .onFailure()
        .transform(GrpcFailures::fromThrowable);
  }
}
