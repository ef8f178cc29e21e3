/**
 * PostgreSQL: objects, their wrapped keys and the policy records that go with them, for every kind
 * of object alike.
 */
@NullMarked
package io.customerkey.encryptor.store;

import org.jspecify.annotations.NullMarked;
