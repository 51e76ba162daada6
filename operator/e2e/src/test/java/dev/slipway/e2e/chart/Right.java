package dev.slipway.e2e.chart;

/**
 * A verb on a resource, as kubectl writes it.
 *
 * @param resource with its group, and with its subresource: {@code deployments.apps/scale}
 */
record Right(String verb, String resource) implements Comparable<Right> {
  /** From {@code get pods/log}. */
  static Right of(String words) {
    var parts = words.split(" ", 2);
    return new Right(parts[0], parts[1]);
  }

  String group() {
    var name = resource.split("/", 2)[0];
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  String plural() {
    var name = resource.split("/", 2)[0];
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  String subresource() {
    int slash = resource.indexOf('/');
    return slash < 0 ? "" : resource.substring(slash + 1);
  }

  @Override
  public int compareTo(Right other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return resource + " " + verb;
  }
}
