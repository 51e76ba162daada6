package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.slipway.api.Slipway;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One restore of a backup, in place or into an independent environment. */
@JsonClassDescription("One restore of a backup, in place or into an independent environment.")
@Group(Slipway.GROUP)
@Version(Slipway.VERSION)
@Kind("Restore")
@Plural("restores")
@ShortNames("slrst")
@AdditionalPrinterColumn(name = "Backup", jsonPath = ".spec.backup.name")
@AdditionalPrinterColumn(name = "Target", jsonPath = ".spec.target")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.mode")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type=='Ready')].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class Restore extends CustomResource<RestoreSpec, RestoreStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
