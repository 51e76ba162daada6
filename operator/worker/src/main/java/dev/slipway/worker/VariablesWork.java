package dev.slipway.worker;

import dev.slipway.engine.order.VariablesOrder;
import dev.slipway.engine.order.VariablesSeen;
import dev.slipway.engine.order.WorkReport;

/** Looks which variables are still missing. */
record VariablesWork(VariablesOrder order) {
  WorkReport carryOut() {
    var missing =
        new VariableNames(order.database(), order.app(), order.variables())
            .missing(order.wanted())
            .orElse(order.wanted());
    return WorkReport.done(
        missing.isEmpty() ? "all variables are there" : missing.size() + " variables are missing",
        new VariablesSeen(missing));
  }
}
