/** What a command prints: tables for people, JSON for programs. */
@NullMarked
package io.customerkey.cli.output;

import org.jspecify.annotations.NullMarked;
