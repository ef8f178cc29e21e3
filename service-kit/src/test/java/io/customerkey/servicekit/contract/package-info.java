/** What holds of every service: each runs these tests on itself. */
@NullMarked
package io.customerkey.servicekit.contract;

import org.jspecify.annotations.NullMarked;
