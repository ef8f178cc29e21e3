package io.customerkey.cli.transfer;

/**
 * What was written to a folder.
 *
 * @param moved how many, and their bytes
 * @param renamed how many lie there under their ids, since their names could not be kept
 */
public record Export(Transfer moved, int renamed) {}
