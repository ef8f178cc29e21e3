/**
 * What a key must be to become and to stay a customer key, seen item by item; and what an act on
 * customer keys would do, before it is done. Nothing here changes anything.
 */
@NullMarked
package io.customerkey.unwrap.onboarding;

import org.jspecify.annotations.NullMarked;
