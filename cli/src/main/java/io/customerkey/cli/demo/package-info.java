/**
 * The demonstration: the whole story on a fresh stack, step by step, each step checked and timed.
 * Whoever reads {@link io.customerkey.cli.demo.Demo} reads the story.
 */
@NullMarked
package io.customerkey.cli.demo;

import org.jspecify.annotations.NullMarked;
