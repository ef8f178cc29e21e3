package io.customerkey.client;

import java.time.Duration;

/**
 * How long one attempt of a call may take before it is given up as unanswered.
 *
 * @param call calls without content
 * @param content uploads and downloads, from the first byte to the last
 */
public record Deadlines(Duration call, Duration content) {
  /** 15 seconds for a call, 10 minutes for content. */
  public static final Deadlines DEFAULT =
      new Deadlines(Duration.ofSeconds(15), Duration.ofMinutes(10));
}
