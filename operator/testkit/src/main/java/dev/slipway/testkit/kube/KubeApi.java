package dev.slipway.testkit.kube;

import dev.slipway.testkit.Repository;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes API with its validation, admission and RBAC. Nothing acts on what is stored: no
 * pod starts, no owner's children are collected, no namespace ever goes away.
 */
public final class KubeApi implements AutoCloseable {
  private static @Nullable KubeApi shared;

  private final ControlPlane plane = new ControlPlane();
  private final Queue<KubeUser> users = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final KubeUser admin = add(new KubeUser("admin", plane, "system:masters"));

  private KubeApi() {}

  /** The server that all tests of this JVM share, with the CRDs of the repository. */
  public static synchronized KubeApi shared() {
    if (shared == null) {
      shared = start();
      var crds = Repository.path("crds");
      if (Files.isDirectory(crds)) {
        shared.applyCrds(crds);
      }
    }
    return shared;
  }

  /** A server of its own, without CRDs, for a test that does harm to it. */
  public static KubeApi start() {
    return new KubeApi();
  }

  /** Returns once the CRDs in the YAML files of the folder are established and served. */
  public void applyCrds(Path folder) {
    new CrdFolder(folder).applyTo(admin);
  }

  /** The client of somebody who may do everything. */
  public KubernetesClient admin() {
    return admin.client();
  }

  /** The kubeconfig of somebody who may do everything. */
  public Path kubeconfig() {
    return admin.kubeconfig();
  }

  /** What kubectl answers to somebody who may do everything. */
  public Kubectl kubectl(String... arguments) {
    return admin.kubectl(arguments);
  }

  /** The same, as in {@code kubectlWithInput(yaml, "apply", "-f", "-")}. */
  public Kubectl kubectlWithInput(String input, String... arguments) {
    return admin.kubectlWithInput(input, arguments);
  }

  /** A new namespace that no other test has. */
  public String namespace() {
    var wish = new NamespaceBuilder().withNewMetadata().withGenerateName("test-").endMetadata();
    return admin().resource(wish.build()).create().getMetadata().getName();
  }

  /**
   * A new user who may do this everywhere and nothing else. No other test has them: the name only
   * begins as given.
   */
  public KubeUser user(String name, PolicyRule... rules) {
    var user = add(new KubeUser(name + "-" + number.incrementAndGet(), plane));
    if (rules.length > 0) {
      grant(user, rules).everywhere(admin());
    }
    return user;
  }

  /** A new user who may do this in one namespace and nothing else. */
  public KubeUser userWithin(String namespace, String name, PolicyRule... rules) {
    var user = user(name);
    grant(user, rules).within(namespace, admin());
    return user;
  }

  /** Ends the API server without warning; what is stored remains. */
  public void kill() {
    plane.killApiServer();
  }

  /** Starts the API server again at the same address. */
  public void restart() {
    plane.restartApiServer();
  }

  @Override
  public void close() {
    users.forEach(KubeUser::close);
    plane.close();
  }

  private KubeUser add(KubeUser user) {
    users.add(user);
    return user;
  }

  private Grant grant(KubeUser user, PolicyRule... rules) {
    return new Grant("test-" + number.incrementAndGet(), user.name(), List.of(rules));
  }
}
