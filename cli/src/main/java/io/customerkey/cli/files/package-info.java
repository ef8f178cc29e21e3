/** Folders of files: bringing them in and out of sites. */
@NullMarked
package io.customerkey.cli.files;

import org.jspecify.annotations.NullMarked;
