/** Puts the parts together, and sets off what runs by the clock. */
@NullMarked
package io.customerkey.sharepoint.assembly;

import org.jspecify.annotations.NullMarked;
