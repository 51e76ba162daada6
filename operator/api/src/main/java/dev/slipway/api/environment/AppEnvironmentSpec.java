package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.ConfigMapReference;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Word;
import dev.slipway.api.store.Stores;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ValidationRule(
    value = "self.stage != 'Development' || !has(self.promotesFrom)",
    message = "promotesFrom does not belong on a Development environment: nothing comes before it")
@ValidationRule(
    value =
        "self.stage == 'Development' || !has(self.consumers)"
            + " || self.consumers.all(c, !('Build' in c.may))",
    message =
        "Build can only be granted on a Development environment: files are built nowhere else")
@ValidationRule(
    value = "self.workloads.size() > 0",
    message = "name at least one workload: everything that writes to the database")
@ValidationRule(
    value = "self.database.tls.mode != 'Disable' || !has(self.database.tls.caSecret)",
    message = "database.tls.caSecret has no use where database.tls.mode is Disable")
@ValidationRule(
    value = "self.quiesce.fence != 'Role' || has(self.database.releaseCredentialsSecret)",
    message =
        "quiesce.fence Role needs database.releaseCredentialsSecret: a role that stays when the"
            + " app's are shut out")
@ValidationRule(
    value = "!has(self.maintenance) || !has(self.maintenance.front) || has(self.health)",
    message = "maintenance.front needs health: it leads where health.service does")
@ValidationRule(
    value =
        "!has(self.maintenance) || !has(self.maintenance.front) || !has(self.health)"
            + " || self.maintenance.front != self.health.service",
    message =
        "maintenance.front is a Service that Slipway makes: give it another name than"
            + " health.service")
@ValidationRule(
    value =
        "!has(self.backups.verify) || self.backups.verify != 'Scratch' ||"
            + " has(self.backups.scratch)",
    message = "backups.verify Scratch needs backups.scratch: the server to restore into")
public record AppEnvironmentSpec(
    @Required
        @Fixed(Since.CREATED)
        @JsonPropertyDescription("Name of the app. Environments that share one form a chain.")
        @Word
        String app,
    @Required
        @Fixed(Since.CREATED)
        @JsonPropertyDescription("Where in the chain this environment stands.")
        Stage stage,
    @Fixed(Since.BUSY)
        @Items(max = 8)
        @JsonPropertyDescription(
            "Environments whose validation of a file counts here. Each of them has to have"
                + " validated the file.")
        @Nullable List<Upstream> promotesFrom,
    @Fixed(Since.BUSY)
        @Items(max = 32, keys = "namespace")
        @JsonPropertyDescription("What other namespaces may do with this environment.")
        @Nullable List<Consumer> consumers,
    @Fixed(Since.BUSY)
        @JsonPropertyDescription("What may leave this environment in a migration file.")
        @Nullable Exports exports,
    @JsonPropertyDescription("Name of a built-in preset: how the app's own tables are released.")
        @Nullable Preset preset,
    @JsonPropertyDescription("Rules that are added to the preset.")
        @Nullable ConfigMapReference presetExtension,
    @Required @Fixed(Since.BUSY) @JsonPropertyDescription("The app's PostgreSQL database.")
        Database database,
    @Required
        @Fixed(Since.BUSY)
        @Items(
            max = 64,
            keys = {"kind", "name"})
        @JsonPropertyDescription("Everything that writes to the database.")
        List<Workload> workloads,
    @Items(max = 16, keys = "claim")
        @JsonPropertyDescription("Claims with files that belong to the data, such as uploads.")
        List<StorageClaim> storage,
    @Items(max = 32)
        @JsonPropertyDescription(
            "ConfigMaps and Secrets with the app's variables. Only the names are ever read.")
        List<VariableSource> variables,
    @Required @Fixed(Since.BUSY) @JsonPropertyDescription("Where files and backups are kept.")
        Stores stores,
    @Default("{}")
        @JsonPropertyDescription(
            "Scheduled backups, how long they are kept, how far they are proven.")
        BackupPlan backups,
    @Default("{}")
        @Fixed(Since.BUSY)
        @JsonPropertyDescription("How the app is brought to rest for a release.")
        Quiesce quiesce,
    @Fixed(Since.BUSY) @JsonPropertyDescription("What users see meanwhile.")
        @Nullable Maintenance maintenance,
    @JsonPropertyDescription("How the app says that it is well.") @Nullable Health health,
    @Default("None")
        @Fixed(Since.BUSY)
        @JsonPropertyDescription(
            "Whether a person has to say that a release here is good before its file counts as"
                + " validated.")
        SignOffPolicy signOff,
    @Default("Report")
        @Fixed(Since.BUSY)
        @JsonPropertyDescription("What becomes of changes to configuration that no release made.")
        DriftPolicy driftPolicy,
    @Default("false")
        @Fixed(Since.BUSY)
        @JsonPropertyDescription("Whether a plan may go without a pre-release backup.")
        boolean allowSkippingBackup,
    @Default("false")
        @Fixed(Since.BUSY)
        @JsonPropertyDescription("Whether the author of a plan is kept from approving it.")
        boolean separateApprover,
    @Default("false")
        @Fixed(Since.BUSY)
        @JsonPropertyDescription(
            "Whether approvals count that a GitOps controller, named in the chart, brought from"
                + " Git.")
        boolean trustGit,
    @Default(DEFAULT_OBSERVE_EVERY)
        @JsonPropertyDescription(
            "How often database and store are looked at while nothing happens.")
        @DurationText
        String observeEvery,
    @JsonPropertyDescription("How the pods of this environment's workers are made.")
        @Nullable Worker worker) {
  private static final String DEFAULT_OBSERVE_EVERY = "6h";

  public AppEnvironmentSpec {
    workloads = requireNonNullElse(workloads, List.of());
    storage = requireNonNullElse(storage, List.of());
    variables = requireNonNullElse(variables, List.of());
    backups = requireNonNullElse(backups, BackupPlan.DEFAULT);
    quiesce = requireNonNullElse(quiesce, Quiesce.DEFAULT);
    signOff = requireNonNullElse(signOff, SignOffPolicy.NONE);
    driftPolicy = requireNonNullElse(driftPolicy, DriftPolicy.REPORT);
    observeEvery = requireNonNullElse(observeEvery, DEFAULT_OBSERVE_EVERY);
  }
}
