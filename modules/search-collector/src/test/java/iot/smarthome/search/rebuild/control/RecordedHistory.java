package iot.smarthome.search.rebuild.control;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.search.rebuild.gateway.ChangeHistory;
import java.util.ArrayList;
import java.util.List;

/** A history in memory, which lets things happen at chosen moments of its reading. */
class RecordedHistory implements ChangeHistory {

  /** What happens meanwhile. */
  interface Meanwhile {
    void happens() throws InterruptedException;
  }

  private static final int PAGE = 100;

  private final List<EventEnvelope> events = new ArrayList<>();
  Meanwhile duringReading = () -> {};
  Meanwhile beforeSwap = () -> {};
  Meanwhile afterSwap = () -> {};

  void add(EventEnvelope event) {
    events.add(event);
  }

  @Override
  public Reading open() {
    return new PagedReading();
  }

  private static void happen(Meanwhile meanwhile) {
    try {
      meanwhile.happens();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Count(int events) implements Position {}

  private final class PagedReading implements Reading {
    private int read;

    @Override
    public List<EventEnvelope> next() {
      happen(duringReading);
      int end = Math.min(events.size(), read + PAGE);
      List<EventEnvelope> page = new ArrayList<>(events.subList(read, end));
      read = end;
      return page;
    }

    @Override
    public boolean isAtEnd() {
      boolean atEnd = read >= events.size();
      if (atEnd) {
        happen(beforeSwap);
      }
      return atEnd;
    }

    @Override
    public Position end() {
      happen(afterSwap);
      return new Count(events.size());
    }

    @Override
    public boolean hasReached(Position position) {
      return read >= ((Count) position).events();
    }

    @Override
    public void close() {}
  }
}
