/** Moving many things in or out: some at a time, with progress, under names that fit a folder. */
@NullMarked
package io.customerkey.cli.transfer;

import org.jspecify.annotations.NullMarked;
