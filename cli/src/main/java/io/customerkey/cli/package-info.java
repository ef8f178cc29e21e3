/** {@code ck}: the command of tenant admins, operators and evaluators. */
@NullMarked
package io.customerkey.cli;

import org.jspecify.annotations.NullMarked;
