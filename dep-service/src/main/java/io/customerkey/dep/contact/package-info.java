/** Whom a tenant wants to be told of its policies' states, and what each of them was told. */
@NullMarked
package io.customerkey.dep.contact;

import org.jspecify.annotations.NullMarked;
