package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.ObjectKey;
import java.util.regex.Pattern;

/**
 * What an encryptor keeps keys of: all in which one encryptor's keys differ from another's.
 *
 * @param keys what the keys are in formats and messages
 * @param workload of the policies that may wrap them
 * @param noun what an object is called, one lower-case word: in refusals, and in the database,
 *     where its table is {@code noun}, that of its keys {@code noun_key_version} and its column
 *     {@code noun}
 * @param maker makes the capability
 * @param <K> the capability
 */
public record ObjectKind<K extends ObjectKey>(
    KeyKind keys, Workload workload, String noun, Maker<K> maker) {
  private static final Pattern WORD = Pattern.compile("[a-z]{1,20}");

  /** Makes the capability that a plain key is. */
  @FunctionalInterface
  public interface Maker<K extends ObjectKey> {
    /**
     * @param key 32 bytes; from now on the capability's own
     * @param tenant owner of the object
     * @param object whose key it is
     * @param version which version of its key
     * @return the capability
     */
    K make(SecretBytes key, TenantId tenant, ObjectId object, KeyVersionId version);
  }

  /** Refuses a noun that is not one word. */
  public ObjectKind {
    if (!WORD.matcher(noun).matches()) {
      throw new IllegalArgumentException("a noun is one lower-case word");
    }
  }
}
