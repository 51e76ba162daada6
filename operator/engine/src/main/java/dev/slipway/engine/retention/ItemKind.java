package dev.slipway.engine.retention;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What something in a backups store is. */
public enum ItemKind {
  @JsonProperty("Backup")
  BACKUP("backup"),
  @JsonProperty("Checkpoint")
  CHECKPOINT("checkpoint"),
  /** The way back of a release. */
  @JsonProperty("Undo")
  UNDO("undo"),
  /** Parts without a manifest: a backup that is being written, or never was finished. */
  @JsonProperty("Incomplete")
  INCOMPLETE("incomplete"),
  /** Its manifest was there and is gone: somebody is taking it away, or was kept from it. */
  @JsonProperty("Half")
  HALF("half"),
  /** It has a manifest that says nothing to us. */
  @JsonProperty("Unreadable")
  UNREADABLE("unreadable"),
  /** Nothing that Slipway writes there. */
  @JsonProperty("Unknown")
  UNKNOWN("unknown");

  private final String word;

  ItemKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
