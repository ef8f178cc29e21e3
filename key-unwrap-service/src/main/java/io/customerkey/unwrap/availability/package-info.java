/** What this service asks of availability-key-vault, and the denials it must hear of. */
@NullMarked
package io.customerkey.unwrap.availability;

import org.jspecify.annotations.NullMarked;
