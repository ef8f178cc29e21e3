package io.customerkey.sharepoint.content;

/**
 * A file without its content, as its readers see it.
 *
 * @param row as stored
 * @param path decrypted
 */
public record FileEntry(FileRow row, String path) {}
