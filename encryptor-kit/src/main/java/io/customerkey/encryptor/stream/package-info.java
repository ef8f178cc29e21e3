/** What bounds the streams of one instance, so that its memory does not grow with its callers. */
@NullMarked
package io.customerkey.encryptor.stream;

import org.jspecify.annotations.NullMarked;
