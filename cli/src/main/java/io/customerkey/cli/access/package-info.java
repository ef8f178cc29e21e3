/** How commands reach an installation: the REST API, the mailbox service, and with which tokens. */
@NullMarked
package io.customerkey.cli.access;

import org.jspecify.annotations.NullMarked;
