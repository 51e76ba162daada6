package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a worker found or made, by kind of order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Observation.class, name = "Observe"),
  @JsonSubTypes.Type(value = Baselined.class, name = "Baseline"),
  @JsonSubTypes.Type(value = Built.class, name = "Build"),
  @JsonSubTypes.Type(value = Merged.class, name = "Merge"),
  @JsonSubTypes.Type(value = Previewed.class, name = "Preview"),
  @JsonSubTypes.Type(value = Fenced.class, name = "Fence"),
  @JsonSubTypes.Type(value = BackedUp.class, name = "Backup"),
  @JsonSubTypes.Type(value = Applied.class, name = "Apply"),
  @JsonSubTypes.Type(value = Undone.class, name = "Undo"),
  @JsonSubTypes.Type(value = Checked.class, name = "Check"),
  @JsonSubTypes.Type(value = Restored.class, name = "Restore"),
  @JsonSubTypes.Type(value = Verified.class, name = "Verify"),
  @JsonSubTypes.Type(value = Pruned.class, name = "Prune"),
  @JsonSubTypes.Type(value = Removed.class, name = "Remove"),
  @JsonSubTypes.Type(value = Checkpointed.class, name = "Checkpoint"),
  @JsonSubTypes.Type(value = Evident.class, name = "Evidence"),
  @JsonSubTypes.Type(value = Recorded.class, name = "Record"),
  @JsonSubTypes.Type(value = VariablesSeen.class, name = "Variables")
})
public sealed interface WorkResult
    permits Observation,
        Baselined,
        Built,
        Merged,
        Previewed,
        Fenced,
        BackedUp,
        Applied,
        Undone,
        Checked,
        Restored,
        Verified,
        Pruned,
        Removed,
        Checkpointed,
        Evident,
        Recorded,
        VariablesSeen {}
