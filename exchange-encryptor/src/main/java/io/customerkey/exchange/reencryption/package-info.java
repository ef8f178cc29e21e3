/**
 * Makes the actual state follow the desired one: moves wrapped mailbox keys from one policy key to
 * another, in batches, under an order. Every step can be repeated and interrupted at any line.
 */
@NullMarked
package io.customerkey.exchange.reencryption;

import org.jspecify.annotations.NullMarked;
