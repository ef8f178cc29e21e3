package io.customerkey.sharepoint.content;

/**
 * What a change of a file has to go on from.
 *
 * @param number version of the file
 * @param pathVersion version of its path
 */
public record Current(long number, long pathVersion) {}
