package io.customerkey.exchange.content;

/**
 * One segment of ciphertext on its way to a row. Its array is not copied: it is made once, and
 * nobody changes it.
 *
 * @param number from 0
 * @param bytes header (in the first), ciphertext and tag
 */
@SuppressWarnings("ArrayRecordComponent") // a megabyte that is never compared nor kept
public record Segment(int number, byte[] bytes) {}
