package iot.smarthome.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.mongodb.MongoNamespace;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexesTest {

  private static final IndexModel BY_CODE = new IndexModel(new Document("code", 1));
  private static final IndexModel BY_NAME = new IndexModel(new Document("name", 1));

  private final Indexes indexes = new Indexes();

  @SuppressWarnings("unchecked")
  private final MongoCollection<Document> things = mock(MongoCollection.class);

  @BeforeEach
  void name() {
    when(things.getNamespace()).thenReturn(new MongoNamespace("d", "things"));
  }

  @AfterEach
  void stop() {
    indexes.stop();
  }

  @Test
  void triesAgainUntilTheServerIsThere() {
    when(things.createIndexes(anyList()))
        .thenThrow(new MongoTimeoutException("away"))
        .thenReturn(List.of("code_1"));
    indexes.ensure(things, BY_CODE);
    assertThat(indexes.missing()).containsExactly("things");
    await().until(() -> indexes.missing().isEmpty());
    verify(things, times(2)).createIndexes(List.of(BY_CODE));
  }

  @Test
  void missesACollectionUntilAllThatWasAskedForItStands() {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch triedAgain = new CountDownLatch(1);
    when(things.createIndexes(List.of(BY_CODE)))
        .thenThrow(new MongoTimeoutException("away"))
        .thenAnswer(
            call -> {
              triedAgain.countDown();
              there.await();
              return List.of("code_1");
            });
    indexes.ensure(things, BY_CODE);
    indexes.ensure(things, BY_NAME);
    await().until(() -> triedAgain.getCount() == 0);
    verify(things).createIndexes(List.of(BY_NAME));
    assertThat(indexes.missing()).containsExactly("things");
    there.countDown();
    await().until(() -> indexes.missing().isEmpty());
  }
}
