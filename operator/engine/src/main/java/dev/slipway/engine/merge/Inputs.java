package dev.slipway.engine.merge;

import static java.util.Comparator.comparing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a merge, open.
 *
 * @param sources in the order of their digests, so that no other order shows in what comes of them
 */
record Inputs(Input base, List<Input> sources) implements AutoCloseable {
  Inputs {
    sources = List.copyOf(sources);
  }

  static Inputs open(MergeRequest request, Path base) {
    var opened = new ArrayList<Input>();
    try {
      opened.add(new Input("base", MigrationFileReader.open(base)));
      for (var source : request.sources()) {
        opened.add(new Input(source.name(), MigrationFileReader.open(source.file())));
      }
      var inputs = new Inputs(opened.getFirst(), inOrder(opened.subList(1, opened.size())));
      inputs.requireReleases();
      return inputs;
    } catch (RuntimeException e) {
      opened.forEach(it -> it.file().close());
      throw e;
    }
  }

  /** The base first. */
  List<Input> all() {
    return Stream.concat(Stream.of(base), sources.stream()).toList();
  }

  /** Whether the joined rows of a table are those of the base. */
  boolean areAsInBase(TableEntry joined) {
    return base.entry(joined.name())
        .filter(it -> it.columns().equals(joined.columns()))
        .filter(it -> digest(it).isPresent() && digest(it).equals(digest(joined)))
        .isPresent();
  }

  private static Optional<Digest> digest(TableEntry table) {
    return Optional.ofNullable(table.rows()).map(RowsEntry::digest);
  }

  Input source(String name) {
    return sources.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    base.file().close();
    sources.forEach(it -> it.file().close());
  }

  private static List<Input> inOrder(List<Input> sources) {
    var names = new HashSet<String>();
    for (var source : sources) {
      if (!names.add(source.name())) {
        throw new EngineException(
            FailureCode.ORDER_INVALID, "the source " + source.name() + " is named twice");
      }
    }
    return sources.stream()
        .sorted(comparing((Input it) -> it.file().digest().hex()).thenComparing(Input::name))
        .toList();
  }

  private void requireReleases() {
    for (var input : sources) {
      if (input.file().manifest().undoes() != null || input.file().manifest().merged() != null) {
        throw new EngineException(
            FailureCode.ORDER_INVALID,
            input.name()
                + " is no file that a build has made of one source: only those are joined");
      }
    }
    if (base.file().manifest().undoes() != null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "the base is an undo file: name the file that was released");
    }
  }
}
