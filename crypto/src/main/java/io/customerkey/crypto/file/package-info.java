/**
 * Files of a site: chunks, each encrypted under a key of its own, and for each version of a file
 * one authenticated manifest that lists them; names of files and folders. {@link
 * io.customerkey.crypto.file.SiteKey} hands out what reads and writes them.
 */
@NullMarked
package io.customerkey.crypto.file;

import org.jspecify.annotations.NullMarked;
