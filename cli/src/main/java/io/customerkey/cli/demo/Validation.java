package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import java.util.ArrayList;
import java.util.List;

/** Both keys are looked at, item by item, before a policy may use them. */
final class Validation {
  private static final List<String> APPROVERS =
      List.of("ines@customer.example", "jonas@customer.example");

  private final World world;

  Validation(World world) {
    this.world = world;
  }

  void tell(Story story) {
    story.step(
        "Everything is looked at before anything is encrypted",
        "Both keys are described, and wrap and unwrap once; tag, type, size, expiry and soft delete are judged; two"
            + " approvers are enrolled. What no vault tells, its subscription and region, the admin declares. One thing is"
            + " wrong on purpose at first. Only a tenant that passed may have policies of its own.",
        this::validate);
  }

  private String validate() {
    for (String approver : APPROVERS) {
      world.admin.send("POST", world.path() + "/approvers", Json.object().put("subject", approver));
    }
    world.permit(world.vaults.getFirst(), List.of("get", "wrapKey"));
    List<JsonNode> early = bad(look());
    StepFailed.unless(
        early.size() == 1 && Json.text(early.getFirst(), "/id").equals("permission_unwrap_key"),
        "the missing permission was not found: " + early);
    world.permit(world.vaults.getFirst(), World.PERMISSIONS);
    JsonNode report = look();
    StepFailed.unless(bad(report).isEmpty(), "checks did not pass: " + bad(report));
    ObjectNode pair = Json.object();
    pair.set("keys", Json.array(world.keys()));
    world.admin.send("POST", world.path() + "/enablement", pair);
    return report.path("checks").size()
        + " checks: at first permission_unwrap_key failed ("
        + Json.text(early.getFirst(), "/observed")
        + "), then all passed or were declared; the tenant is enabled";
  }

  private JsonNode look() {
    ObjectNode body = Json.object();
    body.set("keys", Json.array(world.keys()));
    body.putArray("declared")
        .add(declared("Aldermoor keys north", "westeurope"))
        .add(declared("Aldermoor keys south", "northeurope"));
    return world.admin.send("POST", world.path() + "/validations", body).body();
  }

  private static ObjectNode declared(String subscription, String region) {
    return Json.object().put("subscription", subscription).put("region", region).put("paid", true);
  }

  private static List<JsonNode> bad(JsonNode report) {
    List<JsonNode> bad = new ArrayList<>();
    for (JsonNode check : report.path("checks")) {
      String result = Json.text(check, "/result");
      if (!result.equals("PASSED") && !result.equals("DECLARED")) {
        bad.add(check);
      }
    }
    return bad;
  }
}
