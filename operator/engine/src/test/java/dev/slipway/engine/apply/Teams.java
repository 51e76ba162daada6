package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.merge.FileMerge;
import dev.slipway.engine.merge.MergeReport;
import dev.slipway.engine.merge.MergeRequest;
import dev.slipway.engine.merge.MergeSource;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Teams that go on from the same app, each in its own way, and what is made of it. */
final class Teams {
  private static final String EMPTY =
      """
      DO $$ DECLARE t text; BEGIN
        FOR t IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
          EXECUTE 'DROP TABLE ' || t || ' CASCADE';
        END LOOP;
      END $$;
      """;

  private final AppDatabase development;
  private final Preset preset;
  private final Path scratch = Scratch.folder("teams");

  Teams(PostgresInstallation installation, Preset preset) {
    this.development = AppDatabase.fresh(installation);
    this.preset = preset;
  }

  /**
   * What the teams have made, as one file, in whatever order they are named.
   *
   * @param app that all of them have in common
   * @param changes of each team; those of one more, which changes nothing, come on top
   */
  MigrationFileReader joined(String app, String... changes) {
    var request = request(app, changes);
    var merged = FileMerge.merge(request, scratch, ProgressSink.NONE).file();
    assertThat(FileMerge.merge(turned(request), scratch, ProgressSink.NONE).file().digest())
        .isEqualTo(merged.digest());
    return MigrationFileReader.open(merged.path(), merged.digest());
  }

  MergeReport explained(String app, String... changes) {
    return FileMerge.explain(request(app, changes), scratch, ProgressSink.NONE);
  }

  private MergeRequest request(String app, String... changes) {
    var base = build(app);
    var sources = new ArrayList<MergeSource>();
    for (var change : changes) {
      sources.add(new MergeSource("team" + sources.size(), build(app + ";" + change)));
    }
    sources.add(new MergeSource("idle", base));
    return new MergeRequest(sources, base, preset, Naming.PLAIN, List.of());
  }

  private static MergeRequest turned(MergeRequest it) {
    return new MergeRequest(
        it.sources().reversed(), it.base(), it.preset(), it.naming(), it.resolve());
  }

  private Path build(String sql) {
    development.run(EMPTY + sql);
    var request = new BuildRequest("public", RuleParser.parse("{}"), preset, Naming.PLAIN);
    return MigrationFileBuilder.build(
            development.sessions(), request, Scratch.folder("build"), ProgressSink.NONE)
        .path();
  }
}
