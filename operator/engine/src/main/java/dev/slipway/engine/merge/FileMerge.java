package dev.slipway.engine.merge;

import static java.util.Comparator.comparing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.Refusals;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.JoinedFileBuilder;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.Merging;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Cast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Joins migration files over the file that they have in common. The order of the sources does not
 * show in what comes of them, and a single one comes out as it is. Memory is constant: rows are
 * joined as they are read.
 */
public final class FileMerge {
  private final MergeRequest request;
  private final Inputs inputs;
  private final Path scratch;
  private final ProgressSink progress;
  private final Conflicts conflicts;

  private FileMerge(MergeRequest request, Inputs inputs, Path scratch, ProgressSink progress) {
    this.request = request;
    this.inputs = inputs;
    this.scratch = scratch;
    this.progress = progress;
    this.conflicts = new Conflicts(request.resolve());
  }

  /**
   * Leaves the file in the scratch folder, under the name that its digest gives it. Refuses with
   * everything that stands in the way at once, and leaves nothing then.
   */
  public static MergedFile merge(MergeRequest request, Path scratch, ProgressSink progress) {
    var attempt = attempt(request, scratch, progress);
    return attempt
        .file()
        .map(it -> new MergedFile(it, attempt.report()))
        .orElseThrow(() -> Refusals.of(attempt.report().refusals()));
  }

  /**
   * What came of an attempt to merge.
   *
   * @param file absent where the report has refusals
   */
  public record Attempt(Optional<BuiltFile> file, MergeReport report) {}

  /** The same for who wants to know all that was found, whatever came of it. */
  public static Attempt attempt(MergeRequest request, Path scratch, ProgressSink progress) {
    Resolutions.require(request);
    try {
      if (request.sources().size() == 1) {
        var taken = SingleSource.taken(request.sources().getFirst(), scratch, progress);
        return new Attempt(Optional.of(taken.file()), taken.report());
      }
      try (var inputs = Inputs.open(request, requireBase(request));
          var builder = new JoinedFileBuilder(scratch)) {
        var joined = new FileMerge(request, inputs, scratch, progress).join(builder);
        return new Attempt(
            joined.report().refusals().isEmpty()
                ? Optional.of(builder.assemble(joined.content()))
                : Optional.empty(),
            joined.report());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a merge would come to, with all that stands in its way; leaves nothing. */
  public static MergeReport explain(MergeRequest request, Path scratch, ProgressSink progress) {
    Resolutions.require(request);
    try (var inputs = Inputs.open(request, requireBase(request));
        var builder = new JoinedFileBuilder(scratch)) {
      return new FileMerge(request, inputs, scratch, progress).join(builder).report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Joined(JoinedFileBuilder.Content content, MergeReport report) {}

  private Joined join(JoinedFileBuilder builder) throws IOException {
    var origin = new OriginMerge(inputs, request.preset()).merge();
    var read = new ReadBack(builder, List.of(), scratch);
    new Lineage(
            inputs,
            request.preset(),
            AppNames.of(
                request.naming(),
                inputs.base().structure(),
                inputs.sources().getFirst().structure()),
            read)
        .require();
    var changed = new ChangedRows(inputs.base(), read);
    var structure = new StructureMerge(inputs, changed, conflicts).merge();
    StructureCheck.refuseBroken(structure, inputs, conflicts);
    new TakenAwayCheck(structure, inputs, changed, conflicts).check();
    var builtIns = BuiltInTables.of(request.preset(), request.naming(), structure);
    var plans = new TablePlans(inputs, builtIns, conflicts).of(structure);
    var app = JoinedApp.of(request.preset(), request.naming(), structure);
    var rows = new JoinRows(inputs, new DrawnKeys(plans), scratch);
    new KeyDrawing(inputs, plans, rows, rows.keys(), conflicts).draw();
    var tables =
        new TableJoin(
            inputs,
            structure,
            app,
            conflicts,
            builder,
            rows,
            new Together(plans, builtIns.groups()));
    var entries = new ArrayList<TableEntry>();
    for (var plan : plans) {
      entries.add(tables.join(plan, entries.size()));
      progress.at(new ProgressMark("merge", entries.size(), plans.size(), "tables"));
    }
    var readBack = new ReadBack(builder, entries, scratch);
    new UniqueCheck(structure, inputs, readBack, conflicts).check();
    new LabelCheck(structure, inputs, readBack, conflicts).check();
    new ReferenceCheck(inputs, readBack, conflicts).check(Parentage.of(entries, structure, app));
    var content =
        new JoinedFileBuilder.Content(
            origin,
            inputs.sources().stream()
                .mapToInt(it -> it.file().manifest().postgresMajor())
                .max()
                .orElseThrow(),
            structure,
            entries,
            casts(),
            variables(),
            accepted(),
            new Merging(
                inputs.base().file().digest(),
                inputs.sources().stream().map(it -> it.file().digest()).toList()));
    return new Joined(content, report(tables));
  }

  private MergeReport report(TableJoin tables) {
    var findings = new ArrayList<>(conflicts.refusals());
    conflicts.unheard().stream().map(FileMerge::unheard).forEach(findings::add);
    return new MergeReport(
        inputs.base().file().digest(),
        inputs.sources().stream()
            .map(it -> new MergeReport.Joined(it.name(), it.file().digest()))
            .toList(),
        tables.tables(),
        conflicts.kept(),
        conflicts.count(),
        conflicts.heard(),
        findings.stream().sorted().distinct().toList());
  }

  private static Finding unheard(String resolution) {
    return Finding.warning(
        "resolved-in-vain",
        resolution,
        "decides a conflict that is none",
        "take it out of resolve, or correct its table and key");
  }

  /** Of one column there can be one expression. */
  private List<Cast> casts() {
    var casts = new TreeMap<String, Cast>();
    all(Manifest::casts)
        .forEach(
            it -> {
              var place = it.table() + "." + it.column();
              var other = casts.putIfAbsent(place, it);
              if (other != null && !other.equals(it)) {
                conflicts.refuse(
                    "rules-differ",
                    place,
                    "has another cast in another source",
                    "build all of them with the same rules");
              }
            });
    return List.copyOf(casts.values());
  }

  private List<String> variables() {
    return List.copyOf(new TreeSet<>(all(Manifest::variables).toList()));
  }

  private List<Acceptance> accepted() {
    return all(Manifest::accepted)
        .distinct()
        .sorted(comparing(Acceptance::finding).thenComparing(Acceptance::reason))
        .toList();
  }

  private <T> Stream<T> all(Function<Manifest, List<T>> part) {
    return inputs.sources().stream().flatMap(it -> part.apply(it.file().manifest()).stream());
  }

  private static Path requireBase(MergeRequest request) {
    if (request.base() == null) {
      throw new EngineException(
          FailureCode.LINEAGE_DIFFERS,
          "several sources are joined over the file that they have in common, and none was named:"
              + " name the one that the target runs, or build one of their common ancestor");
    }
    return request.base();
  }
}
