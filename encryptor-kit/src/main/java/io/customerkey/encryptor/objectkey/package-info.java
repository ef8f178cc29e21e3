/**
 * Keys of objects, mailboxes or sites: which policy wraps each key now (the actual state), how a
 * key is opened and how an object gets its first one. {@link ObjectKind} says which objects.
 */
@NullMarked
package io.customerkey.encryptor.objectkey;

import org.jspecify.annotations.NullMarked;
