/** How the command ends: exit codes, and what went wrong with what to do about it. */
@NullMarked
package io.customerkey.cli.failure;

import org.jspecify.annotations.NullMarked;
