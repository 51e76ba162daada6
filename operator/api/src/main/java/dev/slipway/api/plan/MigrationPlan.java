package dev.slipway.api.plan;

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

/** One release of one migration file into one environment. It is fixed once it has started. */
@JsonClassDescription(
    "One release of one migration file into one environment. It is fixed once it has started.")
@Group(Slipway.GROUP)
@Version(Slipway.VERSION)
@Kind("MigrationPlan")
@Plural("migrationplans")
@ShortNames("mplan")
@AdditionalPrinterColumn(name = "Target", jsonPath = ".spec.target")
@AdditionalPrinterColumn(name = "File", jsonPath = ".status.file")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.step")
@AdditionalPrinterColumn(name = "Progress", jsonPath = ".status.progress.text")
@AdditionalPrinterColumn(name = "Waiting-For", jsonPath = ".status.waitingFor")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type=='Ready')].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type=='Ready')].reason",
    priority = 1)
@AdditionalPrinterColumn(name = "Backup", jsonPath = ".status.backup", priority = 1)
@AdditionalPrinterColumn(name = "Duration", jsonPath = ".status.duration", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class MigrationPlan extends CustomResource<MigrationPlanSpec, MigrationPlanStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
