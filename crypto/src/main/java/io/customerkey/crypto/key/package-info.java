/**
 * The tiers of keys and how one protects the next: policy keys and their copies, availability keys,
 * wrapped mailbox, site and chunk keys. Key material stays inside these types; what they hand out
 * is the capability to wrap, open or compare.
 */
@NullMarked
package io.customerkey.crypto.key;

import org.jspecify.annotations.NullMarked;
