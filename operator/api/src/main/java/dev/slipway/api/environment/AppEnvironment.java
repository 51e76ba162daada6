package dev.slipway.api.environment;

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

/**
 * One environment of one app: its database, workloads, storage, variables, stores and backup
 * schedule.
 */
@JsonClassDescription(
    "One environment of one app: its database, workloads, storage, variables, stores and backup schedule.")
@Group(Slipway.GROUP)
@Version(Slipway.VERSION)
@Kind("AppEnvironment")
@Plural("appenvironments")
@ShortNames("appenv")
@AdditionalPrinterColumn(name = "App", jsonPath = ".spec.app")
@AdditionalPrinterColumn(name = "Stage", jsonPath = ".spec.stage")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type=='Ready')].status")
@AdditionalPrinterColumn(name = "File", jsonPath = ".status.currentFile")
@AdditionalPrinterColumn(name = "Replicas", jsonPath = ".status.replicas")
@AdditionalPrinterColumn(
    name = "Last-Backup",
    jsonPath = ".status.lastBackup.finishedAt",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Verified",
    jsonPath = ".status.lastVerifiedBackup.verifiedAt",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Drift",
    jsonPath = ".status.drift.count",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Maintenance",
    jsonPath = ".status.conditions[?(@.type=='InMaintenance')].status",
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class AppEnvironment extends CustomResource<AppEnvironmentSpec, AppEnvironmentStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
