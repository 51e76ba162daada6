package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.SequenceOwner;
import dev.slipway.engine.finding.Finding;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sequences of their own, and those of serial columns; an identity's comes with its column. */
final class SequenceChanges {
  private final Sides sides;
  private final Draft draft;
  private final DdlWriter ddl;
  private final FreeNames names;
  private final SequenceMatching matching;

  SequenceChanges(
      Sides sides, Draft draft, DdlWriter ddl, FreeNames names, SequenceMatching matching) {
    this.sides = sides;
    this.draft = draft;
    this.ddl = ddl;
    this.names = names;
    this.matching = matching;
  }

  void compare() {
    for (var sequence : sides.source().sequences()) {
      comment(sequence);
      matching
          .counterpart(sequence)
          .ifPresentOrElse(other -> compare(sequence, other), () -> create(sequence));
    }
    if (sides.isExact()) {
      sides.target().sequences().stream().filter(this::isLeftOver).forEach(this::drop);
    }
  }

  /** An identity's goes with the identity; one that an identity succeeds goes once that stands. */
  private boolean isLeftOver(Sequence ofTarget) {
    var owner = ofTarget.owner();
    return !matching.isCounterpart(ofTarget)
        && (owner == null
            || !(owner.identity()
                || SequenceMatching.ofColumn(
                        new TableColumn(owner.table(), owner.column()), sides.source())
                    .flatMap(it -> Optional.ofNullable(it.owner()))
                    .filter(SequenceOwner::identity)
                    .isPresent()));
  }

  private void drop(Sequence sequence) {
    draft.add(
        Phase.DROP_LEFTOVERS,
        userOf(sequence),
        "DROP SEQUENCE " + ddl.name(sequence.name()),
        "drops the sequence " + sequence.name());
  }

  private void compare(Sequence sequence, Sequence other) {
    var user = userOf(sequence);
    if (!haveEqualOptions(sequence, other)) {
      draft.add(
          Phase.SEQUENCES,
          user,
          ddl.alterSequence(other.name(), sequence),
          "changes the sequence %s".formatted(other.name()));
    }
    if (!Objects.equals(sequence.owner(), other.owner())) {
      own(other.name(), sequence);
    }
    if (sides.isExact() && !sequence.name().equals(other.name())) {
      draft.add(
          Phase.DROP_LEFTOVERS,
          user,
          ddl.renameSequence(other.name(), sequence.name()),
          "gives the sequence %s back its name".formatted(sequence.name()));
    }
  }

  private void comment(Sequence sequence) {
    var other = matching.counterpart(sequence);
    if (!Objects.equals(sequence.comment(), other.map(Sequence::comment).orElse(null))) {
      var name = other.map(Sequence::name).orElse(sequence.name());
      draft.add(
          Phase.COMMENTS,
          userOf(sequence),
          ddl.comment("SEQUENCE", name, sequence.comment()),
          "comments on the sequence " + name);
    }
  }

  private void create(Sequence sequence) {
    var owner = sequence.owner();
    if (owner != null && owner.identity()) {
      return;
    }
    var predecessor = predecessor(sequence);
    if (predecessor != null) {
      succeed(sequence, predecessor);
    } else if (names.isRelation(sequence.name())) {
      draft.find(
          Finding.refusal(
              "name-taken",
              sequence.name(),
              "the file has a sequence of this name, the target something else",
              "rename what the target has"));
      return;
    } else {
      draft.add(
          Phase.NEW_SEQUENCES,
          userOf(sequence),
          ddl.createSequence(sequence, names.relation(sequence.name())),
          "creates the sequence " + sequence.name());
    }
    if (owner != null) {
      own(sequence.name(), sequence);
      startBehindRows(sequence, owner);
    }
  }

  /** The identity that the target's column has, where the file's draws from a sequence. */
  private @Nullable Sequence predecessor(Sequence sequence) {
    var owner = sequence.owner();
    return owner == null
        ? null
        : sides.target().sequences().stream()
            .filter(
                it ->
                    new SequenceOwner(owner.table(), owner.column(), true).equals(it.owner())
                        && !matching.isCounterpart(it))
            .findFirst()
            .orElse(null);
  }

  /** Goes on where the identity stood, and has its name once that is gone. */
  private void succeed(Sequence sequence, Sequence predecessor) {
    var user = userOf(sequence);
    var interim = names.relation(sequence.name());
    var effect = "creates the sequence %s behind the identity".formatted(sequence.name());
    draft.add(Phase.NEW_SEQUENCES, user, ddl.createSequence(sequence, interim), effect);
    draft.add(Phase.NEW_SEQUENCES, user, ddl.goOnLike(interim, predecessor.name()), effect);
    if (!interim.equals(sequence.name())) {
      draft.add(Phase.ALTER_COLUMNS, user, ddl.renameSequence(interim, sequence.name()), effect);
    }
  }

  private void startBehindRows(Sequence sequence, SequenceOwner owner) {
    sides
        .target()
        .table(owner.table())
        .filter(it -> Sides.column(it, owner.column()).isPresent())
        .ifPresent(
            it ->
                draft.addReading(
                    Phase.IDENTITIES,
                    it.name(),
                    ddl.goOnBehind(
                        sequence.name(), sequence.increment(), it.name(), owner.column())));
  }

  private void own(String name, Sequence sequence) {
    var owner = sequence.owner();
    if (owner == null) {
      draft.add(
          Phase.SEQUENCES,
          userOf(sequence),
          "ALTER SEQUENCE %s OWNED BY NONE".formatted(ddl.name(name)),
          "the sequence %s belongs to no column any more".formatted(name));
    } else if (!owner.identity()) {
      draft.add(
          Phase.SEQUENCES,
          owner.table(),
          ddl.ownSequence(name, owner),
          "the sequence %s goes with %s.%s".formatted(name, owner.table(), owner.column()));
    }
  }

  private static String userOf(Sequence sequence) {
    var owner = sequence.owner();
    return owner == null
        ? sequence.users().stream().findFirst().orElse(sequence.name())
        : owner.table();
  }

  static boolean haveEqualOptions(Sequence one, Sequence other) {
    return one.type().equals(other.type())
        && one.start() == other.start()
        && one.increment() == other.increment()
        && one.min() == other.min()
        && one.max() == other.max()
        && one.cache() == other.cache()
        && one.cycles() == other.cycles();
  }
}
