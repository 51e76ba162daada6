package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.SourceFile;
import dev.slipway.api.reference.ObjectReference;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Merged;
import dev.slipway.engine.order.Merged.Brought;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The environments of a merged release, and what is known of each. */
record Sources(ReleaseView seen) {
  /** Whether the files of several environments are joined. */
  static boolean areJoined(MigrationPlanSpec plan) {
    return named(plan).size() > 1;
  }

  /** By which people take a side, and by which the worker knows it. */
  static String nameOf(ObjectReference source) {
    return source.namespace() + "/" + source.name();
  }

  /** As status keeps them: a Job that has told it may be collected. */
  List<SourceFile> files() {
    if (!areJoined(seen.spec())) {
      return List.of();
    }
    var sources = named(seen.spec());
    return IntStream.range(0, sources.size())
        .mapToObj(place -> file(sources.get(place), place + 1))
        .toList();
  }

  /** None, where the file comes from elsewhere. */
  static List<ObjectReference> named(MigrationPlanSpec plan) {
    return requireNonNullElse(plan.source().environments(), List.of());
  }

  private SourceFile file(ObjectReference source, int number) {
    var before =
        seen.status().sources().stream()
            .filter(it -> it.namespace().equals(source.namespace()))
            .filter(it -> it.name().equals(source.name()))
            .findFirst();
    var file =
        seen.attempts()
            .result(Build.step(number), Built.class)
            .map(Built::file)
            .or(() -> before.map(SourceFile::file));
    var brought = brought(source);
    return new SourceFile(
        source.namespace(),
        source.name(),
        file.orElse(null),
        brought.map(Brought::added).or(() -> before.map(SourceFile::added)).orElse(null),
        brought.map(Brought::changed).or(() -> before.map(SourceFile::changed)).orElse(null),
        brought.map(Brought::removed).or(() -> before.map(SourceFile::removed)).orElse(null));
  }

  private Optional<Brought> brought(ObjectReference source) {
    return seen.attempts()
        .result(Merge.STEP, Merged.class)
        .flatMap(
            merged ->
                merged.brought().stream()
                    .filter(it -> it.source().equals(nameOf(source)))
                    .findFirst());
  }
}
