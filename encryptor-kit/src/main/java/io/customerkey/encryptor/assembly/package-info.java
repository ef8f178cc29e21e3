/**
 * Puts together what does not depend on the kind of key, and sets off what runs by the clock. A
 * service adds its {@link io.customerkey.encryptor.objectkey.ObjectKind} and makes the parts that
 * do: cache, key-unwrap-service, keys and objects.
 */
@NullMarked
package io.customerkey.encryptor.assembly;

import org.jspecify.annotations.NullMarked;
