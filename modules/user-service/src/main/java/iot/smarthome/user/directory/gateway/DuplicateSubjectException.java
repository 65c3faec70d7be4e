package iot.smarthome.user.directory.gateway;

/** Another user has the subject. */
public class DuplicateSubjectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DuplicateSubjectException(Throwable cause) {
    super("The subject belongs to another user", cause);
  }
}
