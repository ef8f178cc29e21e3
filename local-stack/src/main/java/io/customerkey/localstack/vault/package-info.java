/**
 * An emulator of Azure Key Vault's keys and of the login that guards it: Azure's addresses, shapes,
 * status codes and error bodies, with faults on request. Source: the Key Vault REST API reference
 * (api-version 7.6), its "common error codes", and the OAuth 2.0 client credentials flow of the
 * Microsoft identity platform.
 */
@NullMarked
package io.customerkey.localstack.vault;

import org.jspecify.annotations.NullMarked;
