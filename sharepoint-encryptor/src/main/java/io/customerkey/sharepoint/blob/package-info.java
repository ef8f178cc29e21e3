/** Where encrypted chunks are kept: the port, which knows no store, and its laws. */
@NullMarked
package io.customerkey.sharepoint.blob;

import org.jspecify.annotations.NullMarked;
