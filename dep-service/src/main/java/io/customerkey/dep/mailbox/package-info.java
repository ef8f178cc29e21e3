/** The directory of mailboxes and which policy should protect each. */
@NullMarked
package io.customerkey.dep.mailbox;

import org.jspecify.annotations.NullMarked;
