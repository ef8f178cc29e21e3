/** Chunks in Azure Blob Storage; the only place that speaks to Azure. */
@NullMarked
package io.customerkey.sharepoint.azure;

import org.jspecify.annotations.NullMarked;
