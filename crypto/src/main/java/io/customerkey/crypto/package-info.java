/**
 * Values every part of Customer Key shares: secrets that erase themselves, immutable bytes, the one
 * source of randomness and the one exception for input that cryptography refuses.
 *
 * <p>The module does no I/O, reads no clock and logs nothing; times and randomness are passed in.
 * Its byte formats are written down in {@code docs/formats.md}.
 */
@NullMarked
package io.customerkey.crypto;

import org.jspecify.annotations.NullMarked;
