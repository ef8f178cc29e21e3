/** The directory of mailboxes. */
@NullMarked
package io.customerkey.dep.mailbox;

import org.jspecify.annotations.NullMarked;
