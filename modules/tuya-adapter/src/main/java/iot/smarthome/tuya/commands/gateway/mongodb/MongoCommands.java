package iot.smarthome.tuya.commands.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.entity.Reason;
import iot.smarthome.tuya.commands.entity.State;
import iot.smarthome.tuya.commands.entity.Target;
import iot.smarthome.tuya.commands.gateway.Commands;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Collection {@code commands}; MongoDB removes those that ended long ago. */
@ApplicationScoped
public class MongoCommands implements Commands {

  public static final String COLLECTION = "commands";
  private static final String ID = "_id";
  private static final String STATE = "state";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String UNTOLD = "untold";
  private static final String ENDED_AT = "endedAt";

  private final MongoDatabase database;
  private final Duration keptFor;

  /** For the container's proxy. */
  protected MongoCommands() {
    this(null, null);
  }

  @Inject
  public MongoCommands(
      MongoDatabase database,
      @ConfigProperty(name = "smarthome.commands.kept-for") Duration keptFor) {
    this.database = database;
    this.keptFor = keptFor;
  }

  /** What the queries need, and after how long an ended command is removed. */
  public static List<IndexModel> indexes(Duration keptFor) {
    return List.of(
        new IndexModel(Indexes.ascending(STATE, ID), new IndexOptions().name(STATE)),
        new IndexModel(Indexes.ascending(STATE, EXPIRES_AT), new IndexOptions().name(EXPIRES_AT)),
        new IndexModel(Indexes.ascending(UNTOLD), new IndexOptions().name(UNTOLD).sparse(true)),
        new IndexModel(
            Indexes.ascending(ENDED_AT),
            new IndexOptions().name(ENDED_AT).expireAfter(keptFor.toSeconds(), TimeUnit.SECONDS)));
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      iot.smarthome.mongodb.Indexes indexes) {
    indexes.ensure(commands(), indexes(keptFor).toArray(IndexModel[]::new));
  }

  private MongoCollection<Document> commands() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Optional<Command> find(String id) {
    return Optional.ofNullable(commands().find(eq(ID, id)).first()).map(MongoCommands::command);
  }

  @Override
  public boolean insert(Command command) {
    try {
      commands().insertOne(document(command));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public boolean replace(Command command, State before) {
    return commands().replaceOne(exactly(command.id(), before), document(command)).getMatchedCount()
        == 1;
  }

  @Override
  public List<Command> underWay(String afterId, int most) {
    Bson states = in(STATE, State.SENDING.name(), State.SENT.name());
    return read(afterId == null ? states : and(states, gt(ID, afterId)), ID, most);
  }

  @Override
  public List<Command> overdue(Instant now, int most) {
    return read(
        and(
            in(STATE, State.PENDING.name(), State.SENDING.name(), State.SENT.name()),
            lte(EXPIRES_AT, Date.from(now))),
        EXPIRES_AT,
        most);
  }

  @Override
  public List<Command> untold(int most) {
    return read(eq(UNTOLD, true), ID, most);
  }

  @Override
  public void told(Command command) {
    commands().updateOne(exactly(command.id(), command.state()), Updates.unset(UNTOLD));
  }

  private List<Command> read(Bson filter, String order, int most) {
    List<Command> found = new ArrayList<>();
    commands()
        .find(filter)
        .sort(Sorts.ascending(order))
        .limit(most)
        .forEach(document -> found.add(command(document)));
    return found;
  }

  private static Bson exactly(String id, State state) {
    return and(eq(ID, id), eq(STATE, state.name()));
  }

  static Document document(Command command) {
    Document document =
        new Document(ID, command.id())
            .append("deviceId", command.deviceId())
            .append(EXPIRES_AT, Date.from(command.expiresAt()))
            .append(STATE, command.state().name())
            .append("at", Date.from(command.at()));
    if (command.traceparent() != null) {
      document.append("traceparent", command.traceparent());
    }
    if (command.target() != null) {
      document.append(
          "target",
          new Document("tuyaDeviceId", command.target().tuyaDeviceId())
              .append("code", command.target().code())
              .append("value", command.target().value())
              .append("since", Date.from(command.target().since())));
    }
    if (command.reason() != null) {
      document.append(
          "reason",
          new Document("code", command.reason().code())
              .append("explanation", command.reason().explanation()));
    }
    if (!command.told()) {
      document.append(UNTOLD, true);
    }
    if (command.state().isEnd()) {
      document.append(ENDED_AT, Date.from(command.at()));
    }
    return document;
  }

  static Command command(Document document) {
    Document target = document.get("target", Document.class);
    Document reason = document.get("reason", Document.class);
    return new Command(
        document.getString(ID),
        document.getString("deviceId"),
        document.getDate(EXPIRES_AT).toInstant(),
        document.getString("traceparent"),
        State.valueOf(document.getString(STATE)),
        document.getDate("at").toInstant(),
        target == null
            ? null
            : new Target(
                target.getString("tuyaDeviceId"),
                target.getString("code"),
                target.getString("value"),
                target.getDate("since").toInstant()),
        reason == null
            ? null
            : new Reason(reason.getString("code"), reason.getString("explanation")),
        !document.getBoolean(UNTOLD, false));
  }
}
