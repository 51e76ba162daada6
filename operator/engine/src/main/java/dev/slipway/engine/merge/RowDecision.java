package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.compare.CopyRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What becomes of one row that the base or some sources have. */
final class RowDecision {
  private static final byte[] NULL = CopyText.NULL.getBytes(UTF_8);

  private final JoinedColumns columns;
  private final @Nullable CopyRow base;
  private final List<@Nullable CopyRow> sources;
  private final List<byte[]> values = new ArrayList<>();
  private final List<String> contested = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  private RowDecision(
      JoinedColumns columns, @Nullable CopyRow base, List<@Nullable CopyRow> sources) {
    this.columns = columns;
    this.base = base;
    this.sources = sources;
  }

  /**
   * @param row absent where it is gone, or contested
   * @param contested the columns that sources have changed differently
   * @param unknown columns that only PostgreSQL could fill
   * @param isContested whether a person has to decide
   */
  record Outcome(
      Optional<CopyRow> row, List<String> contested, List<String> unknown, boolean isContested) {
    Outcome {
      contested = List.copyOf(contested);
      unknown = List.copyOf(unknown);
    }
  }

  static Outcome of(
      JoinedColumns columns, @Nullable CopyRow base, List<@Nullable CopyRow> sources) {
    return new RowDecision(columns, base, sources).decide();
  }

  /** The row of one source alone, whatever the others say. */
  static Outcome taken(JoinedColumns columns, List<@Nullable CopyRow> sources, int chosen) {
    if (sources.get(chosen) == null) {
      return new Outcome(Optional.empty(), List.of(), List.of(), false);
    }
    var alone = new ArrayList<@Nullable CopyRow>();
    for (int i = 0; i < sources.size(); i++) {
      alone.add(i == chosen ? sources.get(i) : null);
    }
    return new RowDecision(columns, null, alone).joined();
  }

  static Change change(
      JoinedColumns columns, @Nullable CopyRow base, @Nullable CopyRow row, int source) {
    if (row == null) {
      return base == null ? Change.UNCHANGED : Change.REMOVED;
    }
    if (base == null) {
      return Change.ADDED;
    }
    return changedColumns(columns, base, row, source).isEmpty() ? Change.UNCHANGED : Change.CHANGED;
  }

  private static List<String> changedColumns(
      JoinedColumns columns, CopyRow base, CopyRow row, int source) {
    return IntStream.range(0, columns.size())
        .filter(it -> columns.kinds().get(it) != JoinedColumns.Kind.LATEST)
        .filter(it -> columns.inSources().get(source).get(it))
        .filter(
            it ->
                columns.inBase().get(it)
                    ? !row.hasSame(it, base)
                    : !Arrays.equals(columns.fills().get(it).orElse(null), row.written(it)))
        .mapToObj(columns::name)
        .toList();
  }

  private Outcome decide() {
    if (base != null && sources.contains(null)) {
      var changed = new ArrayList<String>();
      for (int i = 0; i < sources.size(); i++) {
        var row = sources.get(i);
        if (row != null) {
          changed.addAll(changedColumns(columns, base, row, i));
        }
      }
      return new Outcome(
          Optional.empty(), changed.stream().distinct().toList(), List.of(), !changed.isEmpty());
    }
    return joined();
  }

  private Outcome joined() {
    var sayInPlain = sayInPlain();
    for (int column = 0; column < columns.size(); column++) {
      values.add(
          switch (columns.kinds().get(column)) {
            case KEY -> any().written(column);
            case PLAIN -> plain(column, sayInPlain);
            case LATEST -> latest(column);
            case ENTRIES -> entries(column);
          });
    }
    return contested.isEmpty() && unknown.isEmpty()
        ? new Outcome(Optional.of(CopyRow.of(values)), contested, unknown, false)
        : new Outcome(Optional.empty(), contested, unknown, !contested.isEmpty());
  }

  private CopyRow any() {
    for (var row : sources) {
      if (row != null) {
        return row;
      }
    }
    throw new IllegalStateException("a row that nobody has");
  }

  /** The sources that changed any of the columns that go together. */
  private List<Integer> sayInPlain() {
    return present().filter(it -> base == null || changesPlain(it)).boxed().toList();
  }

  private boolean changesPlain(int source) {
    var row = sources.get(source);
    return IntStream.range(0, columns.size())
        .filter(it -> columns.kinds().get(it) == JoinedColumns.Kind.PLAIN)
        .filter(it -> columns.inBase().get(it) && columns.inSources().get(source).get(it))
        .anyMatch(it -> row != null && base != null && !row.hasSame(it, base));
  }

  private byte[] plain(int column, List<Integer> say) {
    var isNew = base == null || !columns.inBase().get(column);
    var asked = isNew ? present().boxed().toList() : say;
    var versions = written(column, asked);
    if (versions.isEmpty()) {
      return base == null || !columns.inBase().get(column) ? fill(column) : base.written(column);
    }
    if (versions.stream().anyMatch(it -> !Arrays.equals(it, versions.getFirst()))) {
      contested.add(columns.name(column));
    }
    return versions.getFirst();
  }

  /** The app writes it by itself, so that it says nothing of who is right. */
  private byte[] latest(int column) {
    var versions = written(column, present().boxed().toList());
    return versions.stream()
        .max((one, other) -> latestLast(one, other))
        .orElseGet(
            () ->
                base != null && columns.inBase().get(column) ? base.written(column) : fill(column));
  }

  private static int latestLast(byte[] one, byte[] other) {
    boolean isOneNull = Arrays.equals(one, NULL);
    boolean isOtherNull = Arrays.equals(other, NULL);
    return isOneNull || isOtherNull
        ? Boolean.compare(isOtherNull, isOneNull)
        : Arrays.compareUnsigned(one, other);
  }

  private byte[] entries(int column) {
    var before =
        base != null && columns.inBase().get(column)
            ? Optional.of(base)
            : Optional.<CopyRow>empty();
    var changing =
        present()
            .filter(it -> columns.inSources().get(it).get(column))
            .filter(it -> before.isEmpty() || !before.get().hasSame(column, row(it)))
            .boxed()
            .toList();
    if (changing.isEmpty()) {
      return before.map(it -> it.written(column)).orElseGet(() -> fill(column));
    }
    var versions = written(column, changing);
    if (versions.stream().allMatch(it -> Arrays.equals(it, versions.getFirst()))) {
      return versions.getFirst();
    }
    return joinedEntries(column, before, changing).orElse(versions.getFirst());
  }

  /** By entries where all versions have some; else the value is contested as a whole. */
  private Optional<byte[]> joinedEntries(
      int column, Optional<CopyRow> before, List<Integer> changing) {
    var parsedBase = before.isEmpty() ? Optional.of(Document.EMPTY) : parsed(before.get(), column);
    var parsed = changing.stream().map(it -> parsed(row(it), column)).toList();
    if (parsedBase.isEmpty() || parsed.stream().anyMatch(Optional::isEmpty)) {
      contested.add(columns.name(column));
      return Optional.empty();
    }
    var documents = parsed.stream().flatMap(Optional::stream).toList();
    var merge = DocumentMerge.of(parsedBase.get(), documents, columns.isSorted(column));
    merge.contested().forEach(it -> contested.add(columns.name(column) + "." + it));
    return merge.merged().map(it -> CopyText.escaped(it).getBytes(UTF_8));
  }

  private static Optional<Document> parsed(CopyRow row, int column) {
    var value = row.value(column);
    return value == null ? Optional.empty() : Document.parse(value);
  }

  private byte[] fill(int column) {
    var fill = columns.fills().get(column);
    if (fill.isEmpty()) {
      unknown.add(columns.name(column));
    }
    return fill.orElse(NULL);
  }

  private List<byte[]> written(int column, List<Integer> of) {
    return of.stream()
        .filter(it -> columns.inSources().get(it).get(column))
        .map(it -> row(it).written(column))
        .toList();
  }

  private CopyRow row(int source) {
    var row = sources.get(source);
    if (row == null) {
      throw new IllegalStateException("a row that the source does not have");
    }
    return row;
  }

  private IntStream present() {
    return IntStream.range(0, sources.size()).filter(it -> sources.get(it) != null);
  }
}
