package io.customerkey.cli.mail;

/** Hears how far a transfer is; called by any thread, one at a time. */
@FunctionalInterface
public interface Progress {
  /**
   * One more is done.
   *
   * @param done how many are
   * @param all how many there are
   */
  void moved(int done, int all);
}
