/** Days of a policy's life in seconds: the classes that run, under a clock that is moved. */
@NullMarked
package io.customerkey.unwrap.simulation;

import org.jspecify.annotations.NullMarked;
