package dev.slipway.engine.undo;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.Undoing.TableRows;
import dev.slipway.engine.outlook.LooseReference.Dangling;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change has left, to be told from what others make of it later.
 *
 * @param file the undo file that was made before it
 * @param rows of the tables that it wrote or created
 * @param begun columns that it added to tables whose rows are others', and what they began with
 * @param things whose structure it made, changed or removed
 * @param references that no constraint keeps, and how many of them led nowhere at that moment
 * @param writes to tables, as they were counted at that moment; absent: an earlier version left it
 */
public record AsLeft(
    Digest file,
    List<TableRows> rows,
    List<TableRows> begun,
    List<ThingLeft> things,
    List<Dangling> references,
    @Nullable WriteCounters writes) {
  public AsLeft {
    rows = List.copyOf(rows);
    begun = List.copyOf(begun);
    things = List.copyOf(things);
    // entries of earlier versions have none
    references = List.copyOf(requireNonNullElse(references, List.<Dangling>of()));
  }

  /**
   * @param digest of its structure; absent: it is gone
   */
  public record ThingLeft(Thing thing, @Nullable Digest digest) {}

  /** The things that two states of a schema differ in, as the second one has them. */
  public static List<ThingLeft> things(Catalog before, Catalog after) {
    return Thing.differing(before, after).stream()
        .map(it -> new ThingLeft(it, it.digest(after).orElse(null)))
        .toList();
  }

  /** A schema with these things put back, and all else as it is now. */
  public Catalog putBack(Catalog now, Catalog before) {
    return Mix.of(now, before, things.stream().map(ThingLeft::thing).toList());
  }

  /** The things that are neither as they were left nor as they were before. */
  public List<Thing> changedSince(Catalog now, Catalog before) {
    return things.stream()
        .filter(it -> !it.thing().digest(now).equals(Optional.ofNullable(it.digest())))
        .map(ThingLeft::thing)
        .filter(it -> !it.digest(now).equals(it.digest(before)))
        .toList();
  }
}
