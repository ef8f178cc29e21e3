package io.customerkey.client;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;

/**
 * A file to be stored, without its content. The caller chooses the id, so a retry is the same put.
 *
 * @param site where
 * @param id a new file, or a new version of the one that has this id
 * @param path within the site, {@code /} between names; stored encrypted
 * @param mediaType for example {@code text/plain}, in the clear; empty: unknown
 */
public record NewFile(SiteId site, FileId id, String path, String mediaType) {}
