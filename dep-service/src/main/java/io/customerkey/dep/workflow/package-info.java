/** Creation of a policy as a workflow that survives a crash at any step. */
@NullMarked
package io.customerkey.dep.workflow;

import org.jspecify.annotations.NullMarked;
