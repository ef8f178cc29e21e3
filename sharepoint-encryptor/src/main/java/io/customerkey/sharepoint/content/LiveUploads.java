package io.customerkey.sharepoint.content;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The staged uploads of this instance, to be kept alive. */
public final class LiveUploads {
  private final Set<ContentId> contents = ConcurrentHashMap.newKeySet();

  void add(ContentId content) {
    contents.add(content);
  }

  void remove(ContentId content) {
    contents.remove(content);
  }

  /**
   * @return those that are running now
   */
  public Set<ContentId> now() {
    return Set.copyOf(contents);
  }
}
