/** PostgreSQL: files, and what is known of their chunks. No parameter and no row is ever logged. */
@NullMarked
package io.customerkey.sharepoint.store;

import org.jspecify.annotations.NullMarked;
