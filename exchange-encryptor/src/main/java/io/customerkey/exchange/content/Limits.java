package io.customerkey.exchange.content;

import java.time.Duration;

/**
 * What one instance takes on. Beyond it calls are refused, and memory does not grow.
 *
 * @param uploads at the same time
 * @param downloads at the same time
 * @param idle a stream whose other end sends or reads nothing for so long is ended
 */
public record Limits(int uploads, int downloads, Duration idle) {
  /** Longest content of an item in bytes: 150 MiB. */
  public static final long CONTENT = 157_286_400;

  /** Longest properties of an item in bytes, serialized. */
  public static final int PROPERTIES = 1 << 20;

  /** Longest content in one message of an upload in bytes. */
  public static final int MESSAGE = 1 << 20;

  /** Most items of a page. */
  public static final int PAGE = 1_000;

  /** Encrypted properties in one page in bytes; a page with more is cut, but has one item. */
  public static final int PAGE_BYTES = 2 << 20;
}
