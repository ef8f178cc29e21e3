package io.customerkey.unwrap.house;

import io.customerkey.unwrap.time.Pause;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pauses that end when a test says so. */
public final class HeldPause implements Pause {
  private final Map<UniEmitter<? super Void>, Duration> waiting = new LinkedHashMap<>();

  /** The spans that somebody waits for now. */
  public List<Duration> waiting() {
    return List.copyOf(waiting.values());
  }

  /** Every span that is waited for has passed. */
  public void pass() {
    new ArrayList<>(waiting.keySet()).forEach(emitter -> emitter.complete(null));
  }

  @Override
  public Uni<Void> of(Duration span) {
    return Uni.createFrom()
        .emitter(emitter -> {
          waiting.put(emitter, span);
          emitter.onTermination(() -> waiting.remove(emitter));
        });
  }
}
