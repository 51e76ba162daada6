package dev.slipway.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who owns the tables, sequences and views of a schema, and what else may do with them. Roles are
 * an environment's own, so none of this is in a file.
 *
 * @param grants the owner's own among them, unless the owner is alone
 * @param newcomers the roles for which default privileges say what they may do with each table or
 *     view that the role that looked makes
 */
public record Rights(List<Ownership> owners, List<Grant> grants, List<String> newcomers) {
  public static final Rights NONE = new Rights(List.of(), List.of(), List.of());

  public Rights {
    owners = List.copyOf(owners);
    grants = List.copyOf(grants);
    newcomers = List.copyOf(newcomers);
  }

  Rights only(Predicate<String> objects) {
    return new Rights(
        owners.stream().filter(it -> objects.test(it.object())).toList(),
        grants.stream().filter(it -> objects.test(it.object())).toList(),
        newcomers);
  }

  public Optional<Ownership> ownerOf(String object) {
    return owners.stream().filter(it -> it.object().equals(object)).findFirst();
  }

  public Stream<Grant> grantsOn(String object) {
    return grants.stream().filter(it -> it.object().equals(object));
  }
}
