package io.customerkey.sharepoint.assembly;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where chunks are kept. */
@ConfigMapping(prefix = "customerkey.blobs")
public interface BlobSettings {
  /** Which kind of store. */
  enum Type {
    /** A folder: needs {@code directory}. */
    FILE_SYSTEM,
    /**
     * Azure Blob Storage: needs {@code endpoint}, {@code container}, {@code account}, {@code key}.
     */
    AZURE
  }

  /** Which kind of store. */
  Type type();

  /** The folder. */
  Optional<Path> directory();

  /** Of the account. */
  Optional<String> endpoint();

  /** Its name; made if it is not there. */
  Optional<String> container();

  /** Its name. */
  Optional<String> account();

  /** Of the account, base64. */
  Optional<String> key();
}
