package dev.slipway.engine.bench;

import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.engine.rules.TableRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Migration files of a test's source database, with rules in a few words. */
public final class ReleaseFile {
  private ReleaseFile() {}

  /** Those that are named are overwritten, of the others only the structure is taken. */
  public static MigrationFileReader overwriting(AppDatabase source, Path folder, String... tables) {
    return of(source, "public", folder, rules(Rule.OVERWRITE, tables));
  }

  /** Structure only, whatever the table. */
  public static MigrationFileReader ofStructure(AppDatabase source, Path folder) {
    return of(source, "public", folder, new RuleSet(null, Rule.SCHEMA_ONLY, List.of()));
  }

  public static MigrationFileReader of(
      AppDatabase source, String schema, Path folder, RuleSet rules) {
    return of(source, new BuildRequest(schema, rules), folder);
  }

  public static MigrationFileReader of(AppDatabase source, BuildRequest request, Path folder) {
    try {
      var scratch = Files.createTempDirectory(folder, "build");
      var built =
          MigrationFileBuilder.build(source.sessions(), request, scratch, ProgressSink.NONE);
      return MigrationFileReader.open(built.path(), built.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RuleSet rules(Rule rule, String... tables) {
    var patterns = List.of(tables).stream().map(TablePattern::new).toList();
    return new RuleSet(null, Rule.SCHEMA_ONLY, List.of(new TableRule(patterns, rule)));
  }
}
