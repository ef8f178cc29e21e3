package io.customerkey.dep.workflow;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Runs work in a Vert.x context of its own, so that it shares no database session with the request
 * that started it and goes on when that request ends.
 */
@ApplicationScoped
class OwnContext {
  private final Vertx vertx;

  OwnContext(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Begins at once; the answer comes on the new context. */
  <T> Uni<T> begin(Supplier<Uni<T>> work) {
    Context context =
        Objects.requireNonNull(
            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()),
            "a duplicate of a context");
    VertxContextSafetyToggle.setContextSafe(context, true);
    Uni<T> begun =
        Uni.createFrom()
            .<T>emitter(emitter ->
                context.runOnContext(nothing ->
                    Uni.createFrom()
                        .deferred(() -> work.get())
                        .subscribe()
                        .with(emitter::complete, emitter::fail)))
            .memoize()
            .indefinitely();
    begun.subscribe().with(ignored -> {}, ignored -> {});
    return begun;
  }

  /** Continues on the caller's own context, whichever context the answer comes on. */
  static <T> Uni<T> backHere(Uni<T> answer) {
    Context here = Vertx.currentContext();
    return here == null
        ? answer
        : answer.emitOn(command -> here.runOnContext(nothing -> command.run()));
  }
}
