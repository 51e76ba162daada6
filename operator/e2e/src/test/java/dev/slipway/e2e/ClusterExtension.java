package dev.slipway.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every test class the one cluster of this run, and ends it after the last of them. */
final class ClusterExtension implements BeforeAllCallback, ParameterResolver {
  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(
        Cluster.isPossible(),
        "a cluster takes root, or SLIPWAY_KUBECONFIG and SLIPWAY_IMAGE_LOAD of one that is there");
    cluster(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  private static Cluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(ClusterExtension.class))
        .computeIfAbsent(Cluster.class, _ -> Cluster.start(), Cluster.class);
  }
}
