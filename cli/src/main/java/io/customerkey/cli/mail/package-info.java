/**
 * Mail in files: reading what their headers say, bringing folders of them in and out of mailboxes.
 */
@NullMarked
package io.customerkey.cli.mail;

import org.jspecify.annotations.NullMarked;
