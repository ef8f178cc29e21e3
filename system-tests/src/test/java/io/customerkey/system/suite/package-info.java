/**
 * The running suite that every system test works on: started once, used from outside, stopped at
 * the end.
 */
@NullMarked
package io.customerkey.system.suite;

import org.jspecify.annotations.NullMarked;
