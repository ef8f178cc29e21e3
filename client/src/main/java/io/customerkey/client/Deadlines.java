package io.customerkey.client;

import java.time.Duration;

/**
 * How long one attempt of a call may take before it is given up as unanswered.
 *
 * @param call calls without content
 * @param content uploads and downloads, from the first byte to the last; an upload has a second
 *     more for each MiB, a download of a file that had begun is taken up again where it ended
 */
public record Deadlines(Duration call, Duration content) {
  /** 15 seconds for a call, 10 minutes for content. */
  public static final Deadlines DEFAULT =
      new Deadlines(Duration.ofSeconds(15), Duration.ofMinutes(10));

  /** For content of this length, at the slowest rate that is still one. */
  Duration content(long bytes) {
    return content.plusSeconds(bytes >> 20);
  }
}
