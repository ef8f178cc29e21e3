/** The directory of sites, and the registration of geos with policies. */
@NullMarked
package io.customerkey.dep.site;

import org.jspecify.annotations.NullMarked;
