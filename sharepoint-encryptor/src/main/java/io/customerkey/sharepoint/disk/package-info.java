/** Chunks as files of a folder, for one machine or a shared file system. */
@NullMarked
package io.customerkey.sharepoint.disk;

import org.jspecify.annotations.NullMarked;
