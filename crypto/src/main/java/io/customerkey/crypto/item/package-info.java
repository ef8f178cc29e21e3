/**
 * Encrypted content of mailbox items: a small header kept with the item and segments that are
 * exactly Tink's streaming AEAD {@code AES256_GCM_HKDF_1MB}, written and read one segment at a
 * time.
 */
@NullMarked
package io.customerkey.crypto.item;

import org.jspecify.annotations.NullMarked;
