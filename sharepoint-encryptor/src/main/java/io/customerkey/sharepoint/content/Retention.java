package io.customerkey.sharepoint.content;

import java.time.Duration;

/**
 * How long what is deleted or replaced is kept.
 *
 * @param deletedFiles can be restored for so long, then they go for good
 * @param replacedChunks so that readers who are in the middle of them come to their end
 */
public record Retention(Duration deletedFiles, Duration replacedChunks) {}
