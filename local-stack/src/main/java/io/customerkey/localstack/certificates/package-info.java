/** Every certificate, signing key and HSM store of a local stack, made at first start and kept. */
@NullMarked
package io.customerkey.localstack.certificates;

import org.jspecify.annotations.NullMarked;
