/**
 * Mailboxes and their keys: which policy wraps each key now (the actual state), how a key is opened
 * and how a mailbox gets its first one.
 */
@NullMarked
package io.customerkey.exchange.mailbox;

import org.jspecify.annotations.NullMarked;
