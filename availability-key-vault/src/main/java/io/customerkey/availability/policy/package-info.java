/**
 * What availability-key-vault knows of a policy by itself: mode, the newest signed settings, the
 * highest signed record of each generation, and denials. Callers' words never lower any of it.
 */
@NullMarked
package io.customerkey.availability.policy;

import org.jspecify.annotations.NullMarked;
