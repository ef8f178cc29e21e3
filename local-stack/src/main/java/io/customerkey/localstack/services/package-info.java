/** Starts the suite's services as processes of their own, watches over them and stops them. */
@NullMarked
package io.customerkey.localstack.services;

import org.jspecify.annotations.NullMarked;
