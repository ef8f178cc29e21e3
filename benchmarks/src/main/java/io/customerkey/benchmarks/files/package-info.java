/**
 * Files through gRPC: sharepoint-encryptor beside a plain file server, which stores the same chunks
 * in the same kind of store and the same rows in the same database, with no keys.
 */
@NullMarked
package io.customerkey.benchmarks.files;

import org.jspecify.annotations.NullMarked;
