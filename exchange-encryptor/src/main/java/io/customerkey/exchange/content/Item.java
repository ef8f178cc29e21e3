package io.customerkey.exchange.content;

import io.customerkey.crypto.Bytes;

/**
 * An item without its content.
 *
 * @param row as stored
 * @param properties serialized, decrypted
 */
public record Item(ItemRow row, Bytes properties) {}
