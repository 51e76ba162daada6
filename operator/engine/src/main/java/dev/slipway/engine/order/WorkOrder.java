package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a worker is to do. Every order can be repeated: the worker finds by ledger or manifest what
 * is done already, and reports the same.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ObserveOrder.class, name = "Observe"),
  @JsonSubTypes.Type(value = BaselineOrder.class, name = "Baseline"),
  @JsonSubTypes.Type(value = BuildOrder.class, name = "Build"),
  @JsonSubTypes.Type(value = MergeOrder.class, name = "Merge"),
  @JsonSubTypes.Type(value = PreviewOrder.class, name = "Preview"),
  @JsonSubTypes.Type(value = FenceOrder.class, name = "Fence"),
  @JsonSubTypes.Type(value = BackupOrder.class, name = "Backup"),
  @JsonSubTypes.Type(value = ApplyOrder.class, name = "Apply"),
  @JsonSubTypes.Type(value = UndoOrder.class, name = "Undo"),
  @JsonSubTypes.Type(value = CheckOrder.class, name = "Check"),
  @JsonSubTypes.Type(value = RestoreOrder.class, name = "Restore"),
  @JsonSubTypes.Type(value = VerifyOrder.class, name = "Verify"),
  @JsonSubTypes.Type(value = PruneOrder.class, name = "Prune"),
  @JsonSubTypes.Type(value = RemoveOrder.class, name = "Remove"),
  @JsonSubTypes.Type(value = CheckpointOrder.class, name = "Checkpoint"),
  @JsonSubTypes.Type(value = EvidenceOrder.class, name = "Evidence"),
  @JsonSubTypes.Type(value = RecordOrder.class, name = "Record"),
  @JsonSubTypes.Type(value = VariablesOrder.class, name = "Variables")
})
public sealed interface WorkOrder
    permits ObserveOrder,
        BaselineOrder,
        BuildOrder,
        MergeOrder,
        PreviewOrder,
        FenceOrder,
        BackupOrder,
        ApplyOrder,
        UndoOrder,
        CheckOrder,
        RestoreOrder,
        VerifyOrder,
        PruneOrder,
        RemoveOrder,
        CheckpointOrder,
        EvidenceOrder,
        RecordOrder,
        VariablesOrder {
  /** Of the format of orders; a worker refuses what it does not know. */
  int FORMAT_VERSION = 1;

  int formatVersion();

  RunStep step();
}
