/** Policy keys: cached, opened by the Exchange rule, provisioned, proven, used for rewrapping. */
@NullMarked
package io.customerkey.unwrap.policykey;

import org.jspecify.annotations.NullMarked;
