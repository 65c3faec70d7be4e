package iot.smarthome.rest.problem;

/** Carries a problem to the edge of the service, where it becomes the answer. */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.summary());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
