package iot.smarthome.messaging;

import jakarta.json.JsonException;
import java.lang.reflect.InvocationTargetException;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells faults of a message from faults of a neighbour. A neighbour that is away comes back, so
 * trying again helps however long it takes; a message that a handler stumbles over is stumbled over
 * each time, and holds up all that is behind it.
 */
public final class Faults {

  private static final List<Class<? extends Throwable>> OF_THE_MESSAGE =
      List.of(
          ArithmeticException.class,
          ArrayStoreException.class,
          ClassCastException.class,
          DateTimeException.class,
          IllegalArgumentException.class,
          IndexOutOfBoundsException.class,
          InvalidRecordException.class,
          InvalidTopicException.class,
          JsonException.class,
          NegativeArraySizeException.class,
          NoSuchElementException.class,
          NullPointerException.class,
          RecordTooLargeException.class,
          SerializationException.class,
          StackOverflowError.class,
          UnprocessableEventException.class,
          UnsupportedOperationException.class);

  private Faults() {}

  /**
   * @param failure as it was caught; what only wraps it is looked through
   * @return whether the same message would fail in the same way again
   */
  public static boolean areOfTheMessage(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null && wraps(first)) {
      first = first.getCause();
    }
    // nobody throws the mere type for a neighbour: Parsson does for JSON that is nested too deeply
    boolean bare = first.getClass() == RuntimeException.class && first.getCause() == null;
    Throwable kind = first;
    return bare || OF_THE_MESSAGE.stream().anyMatch(type -> type.isInstance(kind));
  }

  private static boolean wraps(Throwable failure) {
    return failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure instanceof InvocationTargetException
        || failure.getClass() == RuntimeException.class;
  }
}
