package io.customerkey.sharepoint.store;

/**
 * The one statement that makes an upload visible, in its four forms. Each does all or nothing, in a
 * transaction of its own, and answers how much of it was there: {@code whole} is 0 if staged
 * content is staged no more, {@code stored} is 0 if the file is not what was expected.
 *
 * <pre>
 * $1 site, $2 file, $3 key version, $4 content, $5 number, $6 manifest, $7 content length, $8 chunk count, $9 media type,
 * $10 path, $11 path version, $12 stored, $13 chunks to be recorded
 * replacing: $14 number and $15 path version as they are, $16 seconds until the replaced chunks are garbage
 * </pre>
 */
final class PublishStatements {
  private static final String SOURCE_NEW =
      "SELECT $4::uuid AS content WHERE $13::uuid[] IS NOT NULL";
  private static final String SOURCE_STAGED =
      """
      SELECT content FROM content
      WHERE content = $4 AND state = 'STAGED' AND $13::uuid[] IS NOT NULL FOR UPDATE
      """;
  private static final String KEEP_NEW =
      """
      c AS (INSERT INTO content (content, site, state) SELECT content, $1, 'STORED' FROM f),
      k AS (INSERT INTO chunk (chunk, content)
            SELECT u.chunk, f.content FROM f, unnest($13::uuid[]) AS u (chunk))
      """;
  private static final String KEEP_STAGED =
      """
      c AS (UPDATE content SET state = 'STORED' FROM f WHERE content.content = f.content)
      """;
  private static final String INSERT =
      """
      f AS (INSERT INTO file (site, file, key_version, content, number, manifest, content_length,
                              chunk_count, media_type, path, path_version, stored)
            SELECT $1, $2, $3, content, $5, $6, $7, $8, $9, $10, $11, $12 FROM source
            ON CONFLICT (site, file) DO NOTHING RETURNING content)
      """;
  private static final String REPLACE =
      """
      old AS (SELECT content FROM file
              WHERE site = $1 AND file = $2 AND number = $14 AND path_version = $15 FOR UPDATE),
      f AS (UPDATE file SET key_version = $3, content = source.content, number = $5, manifest = $6,
                            content_length = $7, chunk_count = $8, media_type = $9, path = $10,
                            path_version = $11, stored = $12, path_key_version = NULL, deleted = NULL
            FROM source, old WHERE file.site = $1 AND file.file = $2
            RETURNING file.content, old.content AS replaced),
      g AS (UPDATE content SET state = 'GARBAGE', due = now() + make_interval(secs => $16)
            FROM f WHERE content.content = f.replaced)
      """;

  private PublishStatements() {}

  static String of(boolean staged, boolean replacing) {
    return "WITH source AS ("
        + (staged ? SOURCE_STAGED : SOURCE_NEW)
        + "), "
        + (replacing ? REPLACE : INSERT)
        + ", "
        + (staged ? KEEP_STAGED : KEEP_NEW)
        + " SELECT (SELECT count(*) FROM source) AS whole, (SELECT count(*) FROM f) AS stored";
  }
}
