package io.customerkey.dep.api;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.contact.Contact;
import io.customerkey.dep.contact.ContactId;
import io.customerkey.dep.contact.Contacts;
import io.customerkey.dep.contact.Delivery;
import io.customerkey.dep.contact.DeliveryId;
import io.customerkey.dep.contact.Messenger;
import io.customerkey.dep.contact.UnsafeWebhookHosts;
import io.customerkey.dep.contact.WebhookSecrets;
import io.customerkey.dep.contact.WebhookUrl;
import io.customerkey.dep.contact.Webhooks;
import io.customerkey.dep.tenant.Put;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Contacts of one tenant. */
@Path("/api/v1/tenants/{tenant}/contacts")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Contacts",
    description = "Who is told of every change of a policy's state, by signed webhooks.")
class ContactResource {
  private final Contacts contacts;
  private final Webhooks webhooks;
  private final WebhookSecrets secrets;
  private final Messenger messenger;
  private final UnsafeWebhookHosts unsafe;
  private final Admin admin;
  private final RandomGenerator random;
  private final Clock clock;

  ContactResource(
      Contacts contacts,
      Webhooks webhooks,
      WebhookSecrets secrets,
      Messenger messenger,
      UnsafeWebhookHosts unsafe,
      Admin admin,
      RandomGenerator random,
      Clock clock) {
    this.contacts = contacts;
    this.webhooks = webhooks;
    this.secrets = secrets;
    this.messenger = messenger;
    this.unsafe = unsafe;
    this.admin = admin;
    this.random = random;
    this.clock = clock;
  }

  @PUT
  @Path("/{contact}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Adds a contact",
      description =
          "It is told of every change from now on, at least once and of each policy in order. The"
              + " secret of its signatures is in this answer only. The same id with the same body"
              + " again answers 200 without it; with another body 409.")
  @APIResponse(responseCode = "201", description = "Added, with its secret")
  @APIResponse(responseCode = "200", description = "It was there before")
  public Uni<RestResponse<ContactView>> put(
      @PathParam("tenant") String tenant,
      @PathParam("contact") String contact,
      @Nullable ContactRequest body) {
    TenantId owner = admin.own(tenant);
    ContactId id = id(contact);
    WebhookUrl url = Arguments.body(body).toUrl(unsafe);
    Actor actor = admin.actor();
    Contact asked =
        new Contact(
            id,
            owner,
            url,
            Id128.random(random).toBytes(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor.subject());
    return webhooks
        .objection(url)
        .invoke(objection ->
            objection.ifPresent(why -> {
              throw CustomerKeyException.invalid("url", why);
            }))
        .flatMap(free -> contacts.add(asked, actor))
        .map(this::answer);
  }

  private RestResponse<ContactView> answer(Put<Contact> put) {
    Optional<String> secret =
        put.created() ? Optional.of(secrets.of(put.value())) : Optional.empty();
    return Answers.put(put, ContactView.of(put.value(), secret));
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "The tenant's contacts, at most 10, in order of id")
  public Uni<PageView<ContactView>> list(@PathParam("tenant") String tenant) {
    return contacts
        .list(admin.own(tenant))
        .map(all -> new PageView<>(all.stream().map(ContactView::of).toList(), Optional.empty()));
  }

  @DELETE
  @Path("/{contact}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(summary = "Removes a contact, with everything it was or was to be told")
  @APIResponse(responseCode = "204", description = "Removed")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant, @PathParam("contact") String contact) {
    return contacts.remove(admin.own(tenant), id(contact), admin.actor());
  }

  @POST
  @Path("/{contact}/test")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Tells a contact something now, once, and answers what became of it",
      description =
          "The body has the type `customerkey.test`. Once in 10 seconds for each contact; before"
              + " that 503 OVERLOADED with Retry-After.")
  public Uni<ContactTestView> test(
      @PathParam("tenant") String tenant, @PathParam("contact") String contact) {
    Instant now = clock.instant();
    return contacts
        .toTest(admin.own(tenant), id(contact))
        .flatMap(found -> {
          var delivery =
              new Delivery(new DeliveryId(Id128.random(random)), found, test(found, now), 1);
          return messenger.tell(delivery).map(answer -> ContactTestView.of(delivery, answer));
        });
  }

  private static String test(Contact contact, Instant now) {
    return new JsonObject()
        .put("type", "customerkey.test")
        .put("tenantId", contact.tenant().toString())
        .put("contactId", contact.id().toString())
        .put("sent", now.toString())
        .encode();
  }

  private static ContactId id(String contact) {
    return Arguments.id("contact", contact, ContactId::parse);
  }
}
