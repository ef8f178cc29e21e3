/**
 * Files: cut into chunks, each encrypted under a key of its own on its way in and decrypted on its
 * way out, a few at the same time. What is stored in the clear is ids, sizes, times and media type;
 * paths are encrypted, and the manifest, which is authenticated, holds what reading needs.
 */
@NullMarked
package io.customerkey.sharepoint.content;

import org.jspecify.annotations.NullMarked;
