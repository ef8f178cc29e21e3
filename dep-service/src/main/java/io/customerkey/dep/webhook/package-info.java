/** The network towards contacts: names, addresses, HTTPS. */
@NullMarked
package io.customerkey.dep.webhook;

import org.jspecify.annotations.NullMarked;
