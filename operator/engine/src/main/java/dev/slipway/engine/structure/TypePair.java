package dev.slipway.engine.structure;

import java.util.Objects;
import java.util.OptionalInt;

/** What PostgreSQL makes of a change from one type to another (postgresql.md has the trials). */
record TypePair(SqlType from, SqlType to) {

  static TypePair of(String from, String to) {
    return new TypePair(SqlType.parse(from), SqlType.parse(to));
  }

  /** Whether no row has to be written. */
  boolean isAtOnce() {
    if (from.isArray() || to.isArray()) {
      return false;
    }
    if (from.isString() && to.isString()) {
      return !isPadded() && isWideEnough();
    }
    if (isBoth("numeric")) {
      return to.modifiers().isEmpty() || (!from.modifiers().isEmpty() && isMorePrecise());
    }
    // the session's time zone is UTC
    return ((from.isTimestamp() && to.isTimestamp()) || isSameTime())
        && to.precision() >= from.precision();
  }

  /** Whether every value has its counterpart, and another one than every other value. */
  boolean isSafe() {
    if (isAtOnce()) {
      return true;
    }
    if (from.isArray() || to.isArray()) {
      return false;
    }
    return isWiderInteger()
        || (from.isInteger() && isPlain("numeric"))
        || (from.isInteger() && from.integerRank() < 2 && isPlain("double precision"))
        || (from.base().equals("real") && isPlain("double precision"))
        || (isPlain("text") && !from.base().equals("character"));
  }

  /** Whether values may come out as others, without an error. */
  boolean mayLose() {
    if (isSafe() || !Objects.equals(from.brackets(), to.brackets())) {
      return false;
    }
    if (from.isNumber() && to.isNumber()) {
      return !(from.isInteger() && to.isInteger())
          && !(from.isInteger() && to.base().equals("numeric"))
          && !(isBoth("numeric") && keepsScale());
    }
    if (from.isTime() && to.isTime()) {
      return !from.base().equals(to.base()) || to.precision() < from.precision();
    }
    return false;
  }

  /** The longest text that fits; only asked of values, so that none is cut. */
  OptionalInt limit() {
    return to.isString() && !to.isArray() && !to.modifiers().isEmpty() && !isAtOnce()
        ? OptionalInt.of(to.modifiers().getFirst())
        : OptionalInt.empty();
  }

  /** Whether PostgreSQL converts by itself; it then refuses what it would cut off. */
  boolean isAssignable() {
    return Objects.equals(from.brackets(), to.brackets())
        && (from.base().equals(to.base())
            || (from.isString() && to.isString())
            || (from.isNumber() && to.isNumber())
            || (from.isTimestamp() && to.isTimestamp()));
  }

  private boolean isPadded() {
    return from.base().equals("character") || to.base().equals("character");
  }

  private boolean isWideEnough() {
    return to.modifiers().isEmpty()
        || (!from.modifiers().isEmpty()
            && to.modifiers().getFirst() >= from.modifiers().getFirst());
  }

  private boolean isMorePrecise() {
    return to.modifiers().getFirst() >= from.modifiers().getFirst() && scale(to) == scale(from);
  }

  private boolean keepsScale() {
    return to.modifiers().isEmpty() || (!from.modifiers().isEmpty() && scale(to) >= scale(from));
  }

  private boolean isWiderInteger() {
    return from.isInteger() && to.isInteger() && to.integerRank() > from.integerRank();
  }

  private boolean isSameTime() {
    return from.isTime() && from.base().equals(to.base()) && !from.base().equals("date");
  }

  private boolean isBoth(String base) {
    return from.base().equals(base) && to.base().equals(base);
  }

  private boolean isPlain(String base) {
    return to.base().equals(base) && to.modifiers().isEmpty();
  }

  private static int scale(SqlType type) {
    return type.modifiers().size() > 1 ? type.modifiers().get(1) : 0;
  }
}
