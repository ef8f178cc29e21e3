package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.ManifestLayout;
import java.time.Duration;

/**
 * What one instance takes on. Beyond it calls are refused, and memory does not grow.
 *
 * @param chunk plaintext of a chunk in bytes
 * @param uploads at the same time
 * @param downloads at the same time
 * @param memory for chunks in bytes, once for uploads and once for downloads: how many whole chunks
 *     fit, so many streams of large files there can be
 * @param spare further chunks that streams share, once for uploads and once for downloads
 * @param parallel most chunks of one stream at the same time
 * @param idle a stream whose other end sends or reads nothing for so long is ended
 */
public record Limits(
    int chunk, int uploads, int downloads, long memory, int spare, int parallel, Duration idle) {
  /** Longest content of a file in bytes: 250 GiB. */
  public static final long CONTENT = 268_435_456_000L;

  /** Longest content in one message in bytes. */
  public static final int MESSAGE = 1 << 20;

  /** Most files of a page. */
  public static final int PAGE = 1_000;

  /** Longest media type in characters. */
  public static final int MEDIA_TYPE = 255;

  /**
   * @return longest content of a file in bytes here: a manifest lists so many chunks and no more
   */
  long content() {
    return Math.min(CONTENT, (long) chunk * ManifestLayout.MAX_CHUNKS);
  }
}
