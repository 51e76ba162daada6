package dev.slipway.engine.compare;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.testkit.Scratch;
import java.nio.file.Path;
import java.util.List;

/** Sides of a comparison, and a comparison with what hardly ever matters filled in. */
final class Sides {
  static final Path SCRATCH = Scratch.folder("compare");

  private Sides() {}

  static Side live(AppDatabase database) {
    return new Side.LiveSchema(database.sessions(), "public");
  }

  /** All of it, rows included. */
  static Side file(AppDatabase database) {
    return file(database, new RuleSet(null, Rule.OVERWRITE, List.of()));
  }

  static Side file(AppDatabase database, RuleSet rules) {
    var folder = Scratch.folder("file");
    var built =
        MigrationFileBuilder.build(
            database.sessions(), new BuildRequest("public", rules), folder, ProgressSink.NONE);
    return new Side.MigrationFile(built.path());
  }

  static Comparison compare(Side a, Side b) {
    return compare(new ComparisonRequest(a, b, List.of(), false, 10, SCRATCH));
  }

  static Comparison compare(ComparisonRequest request) {
    return SchemaComparison.compare(request, ProgressSink.NONE);
  }
}
