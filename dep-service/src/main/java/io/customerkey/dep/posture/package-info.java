/** What is not as it must be, of keys that are in use: looked at daily, never for an unwrap. */
@NullMarked
package io.customerkey.dep.posture;

import org.jspecify.annotations.NullMarked;
