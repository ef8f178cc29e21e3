/**
 * Items: encrypted as streams on their way in, decrypted on their way out, one segment at a time.
 * What is stored in the clear is ids, kind, sizes, times and counts; everything else is in one of
 * an item's two streams, its content and its properties.
 */
@NullMarked
package io.customerkey.exchange.content;

import org.jspecify.annotations.NullMarked;
