package io.customerkey.cli.mail;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The id of an imported file: the first 16 bytes of {@code SHA-256("customerkey/import/v1" ‖
 * mailbox id ‖ relative path)}, the path with {@code /} between names. So a second import of the
 * same folder is the same puts.
 */
public final class ImportId {
  private static final byte[] LABEL = "customerkey/import/v1".getBytes(StandardCharsets.US_ASCII);

  private ImportId() {}

  /**
   * {@return the item's id}
   *
   * @param mailbox where it is imported to
   * @param path relative to the imported folder
   */
  public static ItemId of(MailboxId mailbox, Path path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(LABEL);
      digest.update(mailbox.toByteArray());
      digest.update(text(path).getBytes(StandardCharsets.UTF_8));
      return ItemId.of(Arrays.copyOf(digest.digest(), Id128.SIZE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The path with {@code /} between names on every platform. */
  static String text(Path path) {
    StringBuilder text = new StringBuilder();
    for (Path name : path) {
      text.append(text.isEmpty() ? "" : "/").append(name);
    }
    return text.toString();
  }
}
