/**
 * Customers' vaults through the genuine Azure SDK: the only package that imports {@code com.azure}.
 *
 * <p>{@link io.customerkey.unwrap.azure.AzureVault} sends and checks, {@link
 * io.customerkey.unwrap.azure.AnswerClassifier} judges what happened (pure, by the table of
 * answers), {@link io.customerkey.unwrap.azure.DirectoryCredential} holds the token of one
 * directory. How the SDK is used and why: {@code docs/adr/0002-azure-adapter.md}.
 */
@NullMarked
package io.customerkey.unwrap.azure;

import org.jspecify.annotations.NullMarked;
