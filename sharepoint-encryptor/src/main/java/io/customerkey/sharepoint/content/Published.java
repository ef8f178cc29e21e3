package io.customerkey.sharepoint.content;

import java.util.Optional;

/** What became of a publication. */
public sealed interface Published {
  /** The file is visible. */
  record Done() implements Published {}

  /**
   * Somebody else changed the file meanwhile; nothing was done.
   *
   * @param now what is there; empty: no such file
   */
  record Overtaken(Optional<Current> now) implements Published {}

  /** Its chunks were swept as nobody's; nothing was done. */
  record Swept() implements Published {}
}
