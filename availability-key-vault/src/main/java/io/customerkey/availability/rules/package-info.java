/**
 * The rule that decides whether an availability key may be used now: pure functions of purpose,
 * mode, denial, suspension, recovery, settings and evidence (key-unwrap rules §3). No I/O, no
 * clock, no framework.
 */
@NullMarked
package io.customerkey.availability.rules;

import org.jspecify.annotations.NullMarked;
