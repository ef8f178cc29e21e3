package io.customerkey.sharepoint.content;

/**
 * How much is in a site.
 *
 * @param files without deleted ones
 * @param bytes of their content
 * @param deleted how many deleted files can still be restored
 */
public record SiteCounts(long files, long bytes, long deleted) {}
