package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import dev.pawl.gate.Evidence;
import dev.pawl.gate.Gain;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a champion comes from and what speaks for it, for machines: an in-toto Statement v1 with a
/// SLSA provenance v1 predicate. Made of a [Promotion] and nothing else; signed in an [Envelope].
public final class Provenance {

  static final String BUILD_TYPE = "urn:pawl:promotion:v1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Provenance() {}

  /// The statement as JSON.
  public static String statement(Promotion promotion) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    statement.putArray("subject").add(resource("candidate", promotion.attempt().candidate()));
    statement.put("predicateType", "https://slsa.dev/provenance/v1");
    ObjectNode predicate = statement.putObject("predicate");
    build(predicate.putObject("buildDefinition"), promotion);
    ObjectNode details = predicate.putObject("runDetails");
    details.putObject("builder").put("id", "urn:pawl:" + promotion.pawl());
    details.putObject("metadata").put("invocationId", promotion.run());
    ObjectNode evidence = resource("evidence", promotion.evidence());
    evidence.set("annotations", evidence(promotion));
    details.putArray("byproducts").add(head(promotion.head())).add(evidence);
    return statement.toString();
  }

  private static void build(ObjectNode definition, Promotion promotion) {
    definition.put("buildType", BUILD_TYPE);
    definition
        .putObject("externalParameters")
        .put("lab", promotion.lab())
        .put("proposer", promotion.proposer());
    ArrayNode dependencies = definition.putArray("resolvedDependencies");
    dependencies.add(resource("study", promotion.study()));
    dependencies.add(resource("champion before", promotion.attempt().champion()));
    for (Hash parent : promotion.parents()) {
      dependencies.add(resource("parent", parent));
    }
  }

  private static ObjectNode evidence(Promotion promotion) {
    Evidence evidence = promotion.verdict().evidence();
    Gain gain = promotion.gain();
    ObjectNode node = JSON.createObjectNode();
    node.put("attempt", evidence.attempt());
    node.put("alpha", promotion.plan().alpha());
    node.put("level", evidence.level());
    node.put("gainMin", promotion.plan().gainMin());
    node.put("tasks", evidence.tasks());
    node.put("logWealth", evidence.logWealth());
    node.put("gainMean", gain.mean());
    node.put("gainLow", gain.low());
    node.put("gainHigh", gain.high());
    ArrayNode by = node.putArray("approvedBy");
    promotion.approvedBy().forEach(by::add);
    return node;
  }

  private static ObjectNode head(Checkpoint head) {
    ObjectNode node = resource(head.origin(), head.head());
    node.putObject("annotations").put("events", head.events());
    return node;
  }

  private static ObjectNode resource(String name, Hash hash) {
    ObjectNode resource = JSON.createObjectNode().put("name", name);
    resource.putObject("digest").put("sha256", hash.toString());
    return resource;
  }
}
