/**
 * Makes the actual state follow the desired one: moves wrapped keys of objects from one policy key
 * to another, in batches, under an order. Every step can be repeated and interrupted at any line.
 */
@NullMarked
package io.customerkey.encryptor.reencryption;

import org.jspecify.annotations.NullMarked;
