package io.customerkey.sharepoint.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "customerkey.sharepoint")
public interface Settings {
  /** Plaintext of a chunk in bytes, 64 KiB to 16 MiB. */
  @WithDefault("4194304")
  int chunkSize();

  /** Uploads at the same time in one instance; one more is refused with OVERLOADED. */
  @WithDefault("256")
  int maxUploads();

  /** Downloads at the same time in one instance; one more is refused with OVERLOADED. */
  @WithDefault("256")
  int maxDownloads();

  /**
   * Memory in bytes for the first chunk of every upload, and as much for downloads: streams of
   * large files for which there is no more are refused with OVERLOADED.
   */
  @WithDefault("50331648")
  long chunkMemory();

  /** Further chunks that uploads share, and as many for downloads. */
  @WithDefault("4")
  int spareChunks();

  /** Most chunks of one stream at the same time. */
  @WithDefault("4")
  int parallelChunks();

  /** An upload on which nothing comes for so long is ended; a download is not. */
  @WithDefault("60s")
  Duration streamIdle();

  /**
   * An upload that nobody has kept alive for so long is swept. Longer than 10 s: so often uploads
   * are kept alive; several times that is wise.
   */
  @WithDefault("60s")
  Duration orphanAge();

  /** How often garbage is collected. */
  @WithDefault("60s")
  Duration sweepInterval();

  /** How often the blob store is searched for chunks that nobody has recorded. */
  @WithDefault("6h")
  Duration unknownInterval();

  /** Chunks that were replaced are kept for so long, for those who are reading them. */
  @WithDefault("10m")
  Duration replacedRetention();

  /** A chunk of the blob store that nobody has recorded is removed at this age. */
  @WithDefault("1h")
  Duration unknownAge();
}
