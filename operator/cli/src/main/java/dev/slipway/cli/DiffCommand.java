package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.compare.Comparison;
import dev.slipway.engine.compare.ComparisonRequest;
import dev.slipway.engine.compare.SchemaComparison;
import dev.slipway.engine.compare.Side;
import dev.slipway.engine.rules.TablePattern;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description =
        "Say how two databases, files, backups or checkpoints differ: structure and rows, table by table. "
            + "Ends with 0 where they are equal, with 1 where they differ.")
final class DiffCommand extends Verb implements IExitCodeGenerator {
  private static final int MOST_KEYS = 1000;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "A database, postgresql://user@host:port/database, a migration file, or with --in the"
              + " location of a backup or checkpoint.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "Likewise.")
  private String b;

  @Option(
      names = "--in",
      paramLabel = "STORE",
      description = "Where backups and checkpoints are: s3://bucket/prefix or dir:PATH.")
  private @Nullable String in;

  @Option(
      names = "--scratch",
      paramLabel = "DB",
      description =
          "A server that a backup is restored to for this, as one that may create databases; a"
              + " checkpoint needs none.")
  private @Nullable String scratch;

  @Option(
      names = "--other-password-file",
      paramLabel = "FILE",
      description = "File with the password for B (default: as for A).")
  private @Nullable Path otherPasswordFile;

  @Option(
      names = "--other-schema",
      paramLabel = "NAME",
      description = "The schema in B (default: as in A).")
  private @Nullable String otherSchema;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description = "Only tables that match, such as orders or ui*. May be given several times.")
  private List<String> only = List.of();

  @Option(names = "--structure-only", description = "Leave the rows alone.")
  private boolean structureOnly;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description =
          "How many keys to name of each kind of difference in a table (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int keys;

  @Mixin private DatabaseOptions database;
  @Mixin private StoreOptions store;
  @Mixin private IdentityOptions identity;

  private boolean isDifferent;

  @Override
  public void run() {
    try (var progress = ProgressLine.onTerminal();
        var opened = in == null ? null : store.open(in);
        var sides =
            new NamedSides(
                opened,
                scratch == null ? null : database.sessions(scratch),
                identity.identities(),
                progress)) {
      var first = sides.side(a, database);
      var second = sides.side(b, database.other(otherSchema, otherPasswordFile));
      var comparison =
          named(
              SchemaComparison.compare(request(first.side(), second.side()), progress),
              first,
              second);
      isDifferent = !comparison.equal();
      output().answer(comparison, ComparisonText.of(comparison));
    }
  }

  @Override
  public int getExitCode() {
    return (isDifferent ? ExitCode.DIFFERENT : ExitCode.DONE).status();
  }

  private ComparisonRequest request(Side first, Side second) {
    if (keys < 0 || keys > MOST_KEYS) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "--keys is a number from 0 to " + MOST_KEYS);
    }
    return new ComparisonRequest(
        first,
        second,
        only.stream().map(TablePattern::new).toList(),
        structureOnly,
        keys,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A backup is not the database that it was restored to. */
  private static Comparison named(Comparison found, NamedSides.Named a, NamedSides.Named b) {
    return new Comparison(
        a.inWords().isEmpty() ? found.a() : a.inWords(),
        b.inWords().isEmpty() ? found.b() : b.inWords(),
        found.onlyInA(),
        found.onlyInB(),
        found.structure(),
        found.tables(),
        found.notes());
  }
}
