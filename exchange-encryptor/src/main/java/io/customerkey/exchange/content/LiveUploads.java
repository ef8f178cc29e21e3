package io.customerkey.exchange.content;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The uploads of this instance; the sweep keeps them alive and removes what nobody keeps. */
public final class LiveUploads {
  private final Set<StreamId> streams = ConcurrentHashMap.newKeySet();

  void add(StreamId stream) {
    streams.add(stream);
  }

  void remove(StreamId stream) {
    streams.remove(stream);
  }

  /**
   * @return those that are running now
   */
  public Set<StreamId> now() {
    return Set.copyOf(streams);
  }
}
