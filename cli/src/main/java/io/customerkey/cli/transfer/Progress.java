package io.customerkey.cli.transfer;

/**
 * Hears how far a transfer is.
 *
 * <p>Laws: {@link #begin} comes first and {@link #end} last, whatever happened between; the others
 * are called by any thread, many at a time.
 */
public interface Progress {
  /**
   * It begins.
   *
   * @param items how many are to be moved
   * @param bytes of their content
   */
  void begin(int items, long bytes);

  /**
   * Some bytes more are moved.
   *
   * @param more how many; negative when an attempt begins again
   */
  void bytes(long more);

  /** One more is moved. */
  void item();

  /** It is over. */
  void end();
}
