/** The local stack as seen from outside: its folder, its admin API, its process. */
@NullMarked
package io.customerkey.cli.stack;

import org.jspecify.annotations.NullMarked;
