package io.customerkey.client;

/**
 * Which files of a site a listing shows.
 *
 * @param deleted deleted ones that can still be restored, instead of live ones
 * @param pathPrefix only paths that begin with it; empty: all
 */
public record FileFilter(boolean deleted, String pathPrefix) {
  /** Every live file. */
  public static final FileFilter LIVE = new FileFilter(false, "");

  /** Every deleted file that can still be restored. */
  public static final FileFilter DELETED = new FileFilter(true, "");
}
