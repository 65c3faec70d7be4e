package iot.smarthome.search.query.control;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import java.util.List;

/** What can go wrong for a caller. */
public final class SearchProblems {

  public static final String SERVICE = "search-collector";
  private static final int RETRY_SECONDS = 5;

  private SearchProblems() {}

  public static ProblemException invalid(List<Violation> violations) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .violations(violations)
        .toException();
  }

  public static ProblemException unavailable(Throwable cause) {
    ProblemException problem =
        Problem.of(SERVICE, "search-unavailable", 503, "Search does not answer")
            .detail("Nothing is lost: what changes meanwhile is found soon after it answers again.")
            .retryAfter(RETRY_SECONDS)
            .toException();
    problem.initCause(cause);
    return problem;
  }
}
