/** The callers of the service under test, and the stack it runs on. */
@NullMarked
package io.customerkey.sharepoint.fake;

import org.jspecify.annotations.NullMarked;
