/**
 * The commands, one class for each noun; what they share is {@link
 * io.customerkey.cli.command.Context}.
 */
@NullMarked
package io.customerkey.cli.command;

import org.jspecify.annotations.NullMarked;
