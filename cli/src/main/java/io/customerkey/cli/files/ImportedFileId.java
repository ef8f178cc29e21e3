package io.customerkey.cli.files;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.SiteId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The id of an imported file: the first 16 bytes of {@code SHA-256("customerkey/file-import/v1" ‖
 * site id ‖ path)}. So the same path is the same file, and importing changed content stores a new
 * version of it.
 */
public final class ImportedFileId {
  private static final byte[] LABEL =
      "customerkey/file-import/v1".getBytes(StandardCharsets.US_ASCII);

  private ImportedFileId() {}

  /**
   * {@return the file's id}
   *
   * @param site where it is imported to
   * @param path within the site
   */
  public static FileId of(SiteId site, String path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(LABEL);
      digest.update(site.toByteArray());
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      return FileId.of(Arrays.copyOf(digest.digest(), Id128.SIZE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
