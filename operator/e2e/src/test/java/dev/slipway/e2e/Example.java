package dev.slipway.e2e;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The chain of environments below examples/one-way-release, on the cluster of this run. It is
 * applied once; a class of tests that needs it as it was begins with {@link #fresh}.
 */
final class Example implements AutoCloseable {
  static final String STORY = "examples/one-way-release/";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(MigrationPlan.class, Restore.class, Backup.class, AppEnvironment.class);

  private final KubernetesClient client;
  private final SampleApp development;
  private final SampleApp staging;
  private final SampleApp production;
  private final SampleApp stores;
  private boolean isFresh = true;

  private Example(KubernetesClient client) {
    this.client = client;
    this.development = new SampleApp(client, "crm-dev");
    this.staging = new SampleApp(client, "crm-staging");
    this.production = new SampleApp(client, "crm-prod");
    this.stores = new SampleApp(client, "s3");
  }

  /** Builds and loads the images, and applies what README says. */
  static Example start(Cluster cluster) {
    Tool.ofRepository("examples/images/build").run();
    Tool.ofRepository("examples/images/load").run();
    var example = new Example(SampleApp.clientWithoutRetries(cluster.client()));
    example.apply("s3", "namespaces.yaml", "s3");
    example.applyEnvironments();
    example.environments().forEach(app -> cluster.grant(app.namespace()));
    return example;
  }

  KubernetesClient client() {
    return client;
  }

  SampleApp development() {
    return development;
  }

  SampleApp staging() {
    return staging;
  }

  SampleApp production() {
    return production;
  }

  SampleApp stores() {
    return stores;
  }

  List<SampleApp> environments() {
    return List.of(development, staging, production);
  }

  /** Nothing was ever released here, and no order ever taken. Files in the stores stay. */
  Example fresh() {
    if (!isFresh) {
      environments().forEach(this::forget);
      applyEnvironments();
    }
    isFresh = false;
    awaitReady();
    return this;
  }

  void awaitReady() {
    stores.awaitSetUp();
    development.awaitReady(1);
    staging.awaitReady(1);
    production.awaitReady(2);
    for (var app : environments()) {
      Await.until(app.namespace() + " to be ready", LIMIT, () -> isReady(app));
    }
  }

  /** The environment of an app; both are called as their namespace is. */
  AppEnvironment environment(SampleApp app) {
    return client
        .resources(AppEnvironment.class)
        .inNamespace(app.namespace())
        .withName(app.namespace())
        .get();
  }

  boolean isReady(SampleApp app) {
    var environment = environment(app);
    return environment != null
        && environment.getStatus() != null
        && environment.getStatus().conditions().stream()
            .anyMatch(it -> it.type().equals("Ready") && it.status() == ConditionStatus.TRUE);
  }

  /**
   * Has an environment's database looked at now.
   *
   * @param why any words that were not said before
   */
  void observe(SampleApp app, String why) {
    client
        .resources(AppEnvironment.class)
        .inNamespace(app.namespace())
        .withName(app.namespace())
        .edit(
            it -> {
              it.getMetadata().getAnnotations().put("slipway.dev/observe", why);
              return it;
            });
  }

  void awaitCondition(SampleApp app, String type, ConditionStatus status) {
    Await.until(
        "%s of %s to be %s".formatted(type, app.namespace(), status),
        LIMIT,
        () ->
            environment(app).getStatus().conditions().stream()
                .anyMatch(it -> it.type().equals(type) && it.status() == status));
  }

  /** The one with which its database is entered. */
  String password(SampleApp app) {
    var secret = client.secrets().inNamespace(app.namespace()).withName("crm-db").require();
    return new String(
        Base64.getDecoder().decode(secret.getData().get("password")), StandardCharsets.UTF_8);
  }

  void setPassword(SampleApp app, String password) {
    client
        .secrets()
        .inNamespace(app.namespace())
        .withName("crm-db")
        .edit(
            it -> {
              it.setStringData(Map.of("password", password));
              return it;
            });
  }

  /**
   * As kubectl does it, in the namespace of this app.
   *
   * @param path of a file or folder in the repository
   */
  void apply(SampleApp app, String path) {
    apply(app.namespace(), Repository.path(path));
  }

  /** Goes again, and all that it has made with it. */
  void remove(SampleApp app, String path) {
    for (var file : files(Repository.path(path))) {
      try (var yaml = Files.newInputStream(file)) {
        client.load(yaml).inNamespace(app.namespace()).delete();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The file that an environment says it runs. */
  String currentFile(SampleApp app) {
    return String.valueOf(environment(app).getStatus().currentFile());
  }

  @Override
  public void close() {
    for (var app : List.of(development, staging, production, stores)) {
      client.namespaces().withName(app.namespace()).delete();
    }
    client.close();
  }

  private void applyEnvironments() {
    apply("crm-dev", "every-environment", "development");
    apply("crm-staging", "every-environment", "staging");
    apply("crm-prod", "every-environment", "production");
  }

  private void apply(String namespace, String... paths) {
    for (var path : paths) {
      apply(namespace, Repository.path(STORY + path));
    }
  }

  private void apply(String namespace, Path path) {
    for (var file : files(path)) {
      try (var yaml = Files.newInputStream(file)) {
        client.load(yaml).inNamespace(namespace).forceConflicts().serverSideApply();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What kubectl takes of it: a folder may hold its story's page too. */
  private static List<Path> files(Path path) {
    try (var found = Files.walk(path)) {
      return found.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The app comes back by itself, with its Service as the example has it. */
  private void forget(SampleApp app) {
    for (var kind : KINDS) {
      var all = client.resources(kind).inNamespace(app.namespace());
      all.delete();
      Await.until(
          kind.getSimpleName() + "s of " + app.namespace() + " to go",
          LIMIT,
          () -> all.list().getItems().isEmpty());
    }
    app.remove();
    app.sql(
        """
        ALTER DATABASE crm RESET ALL;
        DROP SCHEMA IF EXISTS slipway CASCADE;
        DROP SCHEMA public CASCADE;
        CREATE SCHEMA public AUTHORIZATION pg_database_owner
        """);
  }
}
