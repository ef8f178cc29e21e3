package io.customerkey.crypto.file;

import io.customerkey.crypto.id.FileId;

/**
 * What a manifest is bound to, besides tenant, site and site key version.
 *
 * @param file the file
 * @param number from 1, grows with every manifest of the file, also with one that only moves its
 *     chunk keys
 */
public record FileVersion(FileId file, long number) {
  /** Refuses numbers below 1 with {@link IllegalArgumentException}. */
  public FileVersion {
    if (number < 1) {
      throw new IllegalArgumentException("versions of a file are counted from 1");
    }
  }
}
