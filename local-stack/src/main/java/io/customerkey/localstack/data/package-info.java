/**
 * The data folder: what lies where, owner-only files, and the ports that are kept between starts.
 */
@NullMarked
package io.customerkey.localstack.data;

import org.jspecify.annotations.NullMarked;
