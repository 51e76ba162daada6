package dev.slipway.engine.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.structure.DdlStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells whether a target is still the one that somebody looked at: a digest of the file, of the
 * structure that it changes, and of every row that it may change or remove.
 */
final class TargetDigest {
  private final StringBuilder text = new StringBuilder();

  TargetDigest(Digest file, List<DdlStatement> ddl) {
    text.append(file).append('\n');
    ddl.forEach(it -> text.append(it.sql()).append('\n'));
  }

  /** In no order, since sorting costs more than adding up: two halves of a hash of each row. */
  void add(TargetSession session, TargetTable table) throws SQLException {
    var rows =
        session.texts(
            """
            SELECT concat_ws(' ', count(*),
                             sum(('x' || left(hash, 16))::bit(64)::bigint),
                             sum(('x' || right(hash, 16))::bit(64)::bigint))
              FROM (SELECT md5((t.*)::text) AS hash FROM ONLY %s AS t) AS hashes"""
                .formatted(table.qualifiedName()));
    text.append(table.name()).append(' ').append(rows.getFirst()).append('\n');
  }

  Digest value() {
    return Digest.of(text.toString().getBytes(UTF_8));
  }
}
