package dev.slipway.engine.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One thing that was found. No part of it holds a value out of a row, and so no secret.
 *
 * @param kind in lower case with hyphens, such as {@code literal-secret}
 * @param place a table, {@code table.column} or another name; kind and place make the id
 * @param what is found there, in a few words without a full stop
 * @param todo what a person does about it; empty where there is nothing to do
 */
public record Finding(String kind, String place, Severity severity, String what, String todo)
    implements Comparable<Finding> {
  public static Finding note(String kind, String place, String what) {
    return new Finding(kind, place, Severity.NOTE, what, "");
  }

  public static Finding warning(String kind, String place, String what, String todo) {
    return new Finding(kind, place, Severity.WARNING, what, todo);
  }

  public static Finding refusal(String kind, String place, String what, String todo) {
    return new Finding(kind, place, Severity.REFUSAL, what, todo);
  }

  public static Finding acceptableRefusal(String kind, String place, String what, String todo) {
    return new Finding(kind, place, Severity.ACCEPTABLE_REFUSAL, what, todo);
  }

  /** What a person names to accept it. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String id() {
    return kind + ":" + place;
  }

  /** One line: where, what, what to do. */
  public String inWords() {
    return todo.isEmpty() ? place + ": " + what : place + ": " + what + "; " + todo;
  }

  /** By id, so that equal findings are told in the same order everywhere. */
  @Override
  public int compareTo(Finding other) {
    return id().compareTo(other.id());
  }
}
