package dev.slipway.controllers.quiesce;

/** Who holds an app, or has closed it, as its lock or its marks say. */
public record HeldBy(String kind, String namespace, String name, String uid) {
  public String inWords() {
    return kind + " " + name;
  }
}
