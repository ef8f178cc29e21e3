package io.customerkey.cli.mail;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The id of an imported message: the first 16 bytes of {@code SHA-256("customerkey/import/v2" ‖
 * mailbox id ‖ SHA-256(content) ‖ folder ‖ 00 ‖ path)}. So a second import of the same mail is the
 * same puts, and other mail never takes its place.
 */
public final class ImportId {
  private static final byte[] LABEL = "customerkey/import/v2".getBytes(StandardCharsets.US_ASCII);

  private ImportId() {}

  /**
   * {@return the item's id}
   *
   * @param mailbox where it is imported to
   * @param folder of the mailbox
   * @param message read once
   * @throws IOException when it cannot be read
   */
  public static ItemId of(MailboxId mailbox, String folder, Message message) throws IOException {
    return of(mailbox, folder, message.path(), Fingerprint.of(message).sha256());
  }

  static ItemId of(MailboxId mailbox, String folder, String path, Bytes sha256) {
    MessageDigest digest = Fingerprint.digest();
    digest.update(LABEL);
    digest.update(mailbox.toByteArray());
    digest.update(sha256.toByteArray());
    digest.update(folder.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(path.getBytes(StandardCharsets.UTF_8));
    return ItemId.of(Arrays.copyOf(digest.digest(), Id128.SIZE));
  }
}
