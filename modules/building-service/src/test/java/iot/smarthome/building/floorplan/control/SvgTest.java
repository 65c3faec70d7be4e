package iot.smarthome.building.floorplan.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.building.floorplan.entity.SvgElement;
import iot.smarthome.rest.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgTest {

  private static final String OPEN =
      "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
          + " xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' viewBox='0 0 9 9'>\n";

  private static String svg(String content) {
    return OPEN + content + "</svg>";
  }

  private static String cleaned(String whole) {
    SvgElement root = SvgReader.read(whole.getBytes(StandardCharsets.UTF_8));
    SvgRules.check(root);
    return new String(SvgWriter.write(root), StandardCharsets.UTF_8);
  }

  private static String refusal(String whole, int status) {
    ProblemException[] refused = new ProblemException[1];
    assertThatThrownBy(() -> cleaned(whole))
        .isInstanceOfSatisfying(ProblemException.class, e -> refused[0] = e);
    assertThat(refused[0].problem().status()).as(refused[0].getMessage()).isEqualTo(status);
    return refused[0].problem().toResponse("/floors/f/plan").getEntity().toString();
  }

  @Test
  void keepsADrawing() {
    String clean =
        cleaned(
            svg(
                "<title>Tầng 1 &amp; 2</title><style>.w{fill:none;stroke:#000}</style>"
                    + "<defs><pattern id='p'><path d='M0 0L1 1'/></pattern></defs>"
                    + "<g transform='translate(1,2)' class='w'><rect id='R1' width='3' height='4'"
                    + " fill='url(#p)' data-room='A/R1' aria-label='Lab (old) \\ new'/></g>"
                    + "<use xlink:href='#R1'/><text xml:space='preserve'>a &lt; b</text>"));
    assertThat(clean)
        .contains("<title>Tầng 1 &amp; 2</title>", ".w{fill:none;stroke:#000}")
        .contains("fill=\"url(#p)\"", "data-room=\"A/R1\"", "<use href=\"#R1\"")
        .contains("a &lt; b", "viewBox=\"0 0 9 9\"")
        .doesNotContain("xlink");
    assertThat(cleaned(clean)).isEqualTo(clean);
  }

  @Test
  void dropsWhatEditorsKeepForThemselves() {
    assertThat(
            cleaned(
                svg(
                    "<!-- secret --><?php echo 1 ?><metadata><rdf:RDF"
                        + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>secret</rdf:RDF>"
                        + "</metadata><inkscape:page><script>secret</script></inkscape:page>"
                        + "<rect inkscape:label='secret' xml:base='http://secret'/>")))
        .contains("<rect")
        .doesNotContain("secret")
        .doesNotContain("script")
        .doesNotContain("metadata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<script href='data:text/javascript,alert(1)'/>",
        "<g><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject></g>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
        "<x:g xmlns:x='urn:whatever'/>",
        "<g xmlns=''><rect/></g>",
        "<a href='javascript:alert(1)'><rect/></a>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<rect onclick='alert(1)'/>",
        "<rect ONLOAD='alert(1)'/>",
        "<use href='http://evil.example/x.svg#a'/>",
        "<use xlink:href='//evil.example/x.svg#a'/>",
        "<use href='data:image/svg+xml;base64,PHN2Zy8+#a'/>",
        "<image href='https://evil.example/pixel.png'/>",
        "<image href='file:///etc/passwd'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image href='data:text/html,x'/>",
        "<rect fill='url(http://evil.example/#a)'/>",
        "<rect fill='URL( \"//evil.example\" )'/>",
        "<rect filter='url(&#9;x.svg#a)'/>",
        "<rect style='background:url(//evil.example)'/>",
        "<rect style='fill:u\\72l(//evil.example)'/>",
        "<rect style='width:expression(alert(1))'/>",
        "<style>@import '//evil.example/x.css';</style>",
        "<style>@font-face{src:url(//evil.example)}</style>",
        "<style>rect{fill:url(#a)}</style>",
        "<style>@\\69mport '//evil.example';</style>",
        "<style>x<g/></style>",
        "<desc><img xmlns='http://www.w3.org/1999/xhtml' src='x' onerror='alert(1)'/></desc>",
        "<rect mask='java&#10;script:alert(1)'/>",
        "<feImage href='#a'/>",
        "<rect id='a'/><rect id='a'/>",
        "<g id='a'><use href='#a'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<pattern id='a'><rect fill='url(#a)'/></pattern>"
      })
  void refusesWhatActsOrReachesOutAndSaysWhere(String part) {
    assertThat(refusal(svg(part), 422)).contains("unsafe-svg", "line 2, column ", "\"mend\"");
  }

  @Test
  void namesEverythingAtOnce() {
    String problem = refusal(svg("<script/>\n<g onclick='x'/>\n<a/>"), 422);
    assertThat(problem).contains("line 2", "element script", "line 3", "onclick", "line 4");
  }

  @Test
  void takesSmallImagesAndRefusesLargeOnes() {
    String png = Base64.getEncoder().encodeToString(new byte[300]);
    assertThat(cleaned(svg("<image href='data:image/png;base64," + png + "'/>"))).contains(png);
    String large = Base64.getEncoder().encodeToString(new byte[200_000]);
    refusal(svg("<image href='data:image/png;base64," + large + "'/>"), 422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>|&x;",
        "<!DOCTYPE svg SYSTEM 'http://127.0.0.1:1/x.dtd'>|",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'>|",
        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>|&b;",
        "<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]>|"
      })
  void readsNoDoctypeAndHenceNoEntity(String doctype, String use) {
    String problem = refusal(doctype + svg("<text>" + (use == null ? "" : use) + "</text>"), 422);
    assertThat(problem).contains("DOCTYPE", "line 1");
  }

  @Test
  void refusesABillionLaughs() {
    StringBuilder entities = new StringBuilder("<!DOCTYPE svg [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 10; i++) {
      entities
          .append("<!ENTITY l" + i + " '")
          .append(("&l" + (i - 1) + ";").repeat(10))
          .append("'>");
    }
    refusal(entities + "]>" + svg("<text>&l9;</text>"), 422);
  }

  @Test
  void refusesElementsThatShowEachOtherABillionTimes() {
    StringBuilder bomb = new StringBuilder("<g id='l0'><rect/></g>");
    for (int i = 1; i < 10; i++) {
      bomb.append("<g id='l" + i + "'>").append(("<use href='#l" + (i - 1) + "'/>").repeat(10));
      bomb.append("</g>");
    }
    assertThat(refusal(svg(bomb.toString()), 422)).contains("again and again");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAnEndlessChainInEitherOrder(boolean forwards) {
    String chain =
        IntStream.range(0, 15_000)
            .map(i -> forwards ? i : 14_999 - i)
            .mapToObj(i -> "<use id='u" + i + "' href='#u" + (i + 1) + "'/>")
            .collect(Collectors.joining());
    assertThat(refusal(svg(chain), 422)).contains("on and on");
  }

  @Test
  void refusesWhatIsTooDeepOrTooMuch() {
    assertThat(refusal(svg("<g>".repeat(200) + "</g>".repeat(200)), 413)).contains("deep");
    assertThat(refusal(svg("<g>".repeat(200_000)), 413)).contains("deep");
    assertThat(refusal(svg("<g/>".repeat(20_001)), 413)).contains("20000 elements");
    assertThat(refusal(svg("<inkscape:x>" + "<inkscape:y/>".repeat(20_001) + "</inkscape:x>"), 413))
        .contains("20000 elements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no markup",
        "{\"a\":1}",
        "<svg",
        "<svg/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<?xml version='1.1'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'>&undeclared;</svg>"
      })
  void refusesWhatIsNoSvg(String text) {
    assertThat(refusal(text, 400)).contains("malformed-svg", "violations");
  }
}
