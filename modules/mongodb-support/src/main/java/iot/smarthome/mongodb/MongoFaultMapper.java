package iot.smarthome.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import iot.smarthome.rest.problem.Problem;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says "not now" while the database is away; any other fault of it is ours. */
@Provider
public class MongoFaultMapper implements ExceptionMapper<MongoException> {

  private static final Logger LOG = Logger.getLogger(MongoFaultMapper.class.getName());

  @Context private Providers providers;

  @Override
  public Response toResponse(MongoException fault) {
    Throwable answer = fault;
    if (fault instanceof MongoTimeoutException || fault instanceof MongoSocketException) {
      LOG.log(Level.WARNING, fault, () -> "The database is away");
      String service = ConfigProvider.getConfig().getValue("smarthome.service.name", String.class);
      answer =
          Problem.of(service, "store-unavailable", 503, "The store is not reachable")
              .detail("Nothing was changed that you were not told of. Try again in a few seconds.")
              .retryAfter(5)
              .toException();
    }
    return providers.getExceptionMapper(Throwable.class).toResponse(answer);
  }
}
