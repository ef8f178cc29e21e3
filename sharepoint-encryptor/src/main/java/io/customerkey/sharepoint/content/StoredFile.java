package io.customerkey.sharepoint.content;

import io.customerkey.crypto.Bytes;

/**
 * A file as stored.
 *
 * @param row all but the manifest
 * @param manifest as sealed
 */
public record StoredFile(FileRow row, Bytes manifest) {}
