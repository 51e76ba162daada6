package dev.slipway.engine.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.structure.DdlStatement;
import dev.slipway.engine.undo.AsLeft;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration did. The ledger keeps it, so whoever asks again gets the same answer.
 *
 * @param preview the digest of the target as it was just before
 * @param undo what it left, and the undo file that was made of what was there; absent: none was
 */
public record MigrationReport(
    Digest file,
    Digest preview,
    List<TableCounts> tables,
    List<DdlStatement> ddl,
    @Nullable AsLeft undo) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public MigrationReport {
    tables = List.copyOf(tables);
    ddl = List.copyOf(ddl);
  }

  static MigrationReport of(Preview preview) {
    return of(preview, null);
  }

  static MigrationReport of(Preview preview, @Nullable AsLeft undo) {
    return new MigrationReport(
        preview.file(), preview.digest(), preview.tables(), preview.ddl(), undo);
  }

  static MigrationReport parse(String json) {
    try {
      return JSON.readValue(json, MigrationReport.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
