package io.customerkey.cli.transfer;

/**
 * Hears how far a transfer is.
 *
 * <p>Laws: {@link #begin} comes first; {@link #end} comes whatever happened between, and what is
 * told after it, by a worker that has not yet seen that another failed, counts no more. The others
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
