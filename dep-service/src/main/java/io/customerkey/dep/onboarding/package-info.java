/**
 * Onboarding: what is looked at before a tenant may have policies of its own (N1), what its admin
 * declares, who may approve for it.
 */
@NullMarked
package io.customerkey.dep.onboarding;

import org.jspecify.annotations.NullMarked;
