/** gRPC in: requests are parsed and bounded here, and purposes checked against the token. */
@NullMarked
package io.customerkey.sharepoint.api;

import org.jspecify.annotations.NullMarked;
