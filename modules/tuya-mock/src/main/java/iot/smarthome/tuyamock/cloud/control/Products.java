package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.cloud.gateway.ProductSchemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The makes of devices that the project knows, by id: the stock's, those of the file of schemas,
 * and those that were added.
 */
@ApplicationScoped
public class Products {

  private final Map<String, Product> products = new ConcurrentHashMap<>();

  /** For the container's proxy. */
  protected Products() {}

  @Inject
  public Products(Stock stock, ProductSchemas schemas) {
    stock.products().forEach(product -> products.put(product.id(), product));
    schemas.forEach(product -> products.put(product.id(), product));
  }

  public Collection<Product> all() {
    return List.copyOf(products.values());
  }

  /** The last one with an id counts for devices that are made after it. */
  public void add(Product product) {
    products.put(product.id(), product);
  }

  public Optional<Product> find(String id) {
    return Optional.ofNullable(products.get(id));
  }
}
