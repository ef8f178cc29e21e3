/** Which policy should protect each mailbox and site, and how far the encryptors have followed. */
@NullMarked
package io.customerkey.dep.assignment;

import org.jspecify.annotations.NullMarked;
